import type { AnalysisContext } from '../context.ts';
import { conversationsIn } from '../conversations.ts';
import { volumesOf } from '../flow-sessions.ts';
import { isRefusal, type Look, lookOf } from '../look.ts';
import { behindNat, type FlowCondition, type FlowSight } from './flow-sight.ts';

type Leg = ReturnType<typeof conversationsIn>[number]['legs'][number];

/**
 * Applications that do not prove a completed handshake: `incomplete` also stands for one that completed and carried
 * nothing, `undecided` for one that App-ID has not decided yet (PAN-OS KB kA10g000000ClOqCAK).
 */
const UNPROVEN = /^(?:incomplete|undecided|not-applicable|non-syn-tcp|)$/i;

/** Bytes of a frame that is surely a single packet: two empty TCP segments are 80 bytes of IPv4, 120 of IPv6. */
const ONE_PACKET = { v4: 79, v6: 119 } as const;

/** Every TCP session that firewalls and their logs show, refused ones left out: no reply is owed to those. */
export function sessionSights({ observers }: AnalysisContext): readonly FlowSight[] {
  const names = new Map<Look, string>();
  for (const view of observers) {
    for (const placed of view.facts) {
      const look = lookOf(placed);
      if (look !== null && !isRefused(look)) names.set(look, view.name);
    }
  }
  return conversationsIn([...names.keys()])
    .filter(({ protocol }) => protocol === 'tcp')
    .flatMap(({ legs }) => legs.map((leg) => sightOf(leg, names.get(leg.look) ?? '')));
}

function isRefused({ state, action, endReason }: Look): boolean {
  return isRefusal(action) || /^DISCARD$/i.test(state ?? '') || /^policy-deny$/i.test(endReason ?? '');
}

function sightOf(leg: Leg, observer: string): FlowSight {
  const { look, client, server, translatedClient, translatedServer } = leg;
  const turned = isTurned(leg);
  return {
    observer,
    client,
    server,
    condition: conditionOf(look),
    ingress: turned ? look.egress : look.ingress,
    egress: turned ? look.ingress : look.egress,
    from: turned ? look.to : look.from,
    to: turned ? look.from : look.to,
    behind: behindNat({ client, server }, { client: translatedClient, server: translatedServer }),
    at: look.at,
  };
}

/** A session that an answer made has the server's name in its source. */
function isTurned({ look, translatedServer }: Leg): boolean {
  return look.source.address === translatedServer.address && look.source.port === translatedServer.port;
}

/**
 * What one look proves. Byte counts of each direction settle it; a row of a listing has only their sum, which proves a
 * missing reply only while it holds no more than one packet, and a session in OPENING has had its first packet only.
 * An application that was identified proves that data followed the handshake (unless a policy overrides App-ID).
 */
function conditionOf(look: Look): FlowCondition {
  const { form, application, endReason } = look;
  const traffic = volumesOf({ looks: [look], orientation: 'forward' })[0]?.traffic ?? null;
  if (traffic === 'both') return isIncomplete(application, endReason) ? 'could-not-tell' : 'whole';
  if (traffic === 'one-way' || traffic === 'reply-only') return 'half-open';
  if (traffic === 'idle') return 'could-not-tell';
  if (form === 'row' && isFirstPacketOnly(look)) return 'half-open';
  if (isIncomplete(application, endReason)) return 'half-open';
  return application === null || UNPROVEN.test(application) ? 'could-not-tell' : 'whole';
}

/** The handshake timer ran out: what is over and never got an application. */
function isIncomplete(application: string | null, endReason: string | null): boolean {
  return /^incomplete$/i.test(application ?? '') && /^aged[- ]out$/i.test(endReason ?? '');
}

function isFirstPacketOnly({ total, state, source }: Look): boolean {
  const most = (source.address ?? '').includes(':') ? ONE_PACKET.v6 : ONE_PACKET.v4;
  return /^OPENING$/i.test(state ?? '') || (total !== null && total > 0 && total <= most);
}
