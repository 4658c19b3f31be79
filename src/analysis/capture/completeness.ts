import type { EvidenceKind } from '../../model/evidence.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { AnalysisContext } from '../context.ts';
import { type FlowSession, known } from '../flow-sessions.ts';
import { type Connection, connectionsOf, receivedAt } from '../linux/connection.ts';
import { observe, present } from '../observation.ts';
import { growthOf } from '../session-condition.ts';
import { passesBeside, worksAt } from './elsewhere.ts';
import { worksBothWays } from './halves.ts';
import { filterOneWay, isLossy, sessionOffloaded, sidednessOf, startsLate } from './limits.ts';
import { directionMissing } from './missing.ts';
import { ownedEnd } from './place.ts';
import { halfOf, senderOf } from './sight.ts';
import { type Look, state } from './statement.ts';
import { subjectAt } from './subject.ts';
import { labelOf, spanOf, type Vantage } from './vantage.ts';

/** Who saw the whole connection, in words and by kind. */
interface Witness {
  readonly name: string;
  /** `growing`: the connection works while one looks, so that nothing is left to be explained. */
  readonly kind: 'growing' | 'session' | 'socket' | 'capture';
}

/**
 * States for each place whether its capture lacks packets that somebody else saw pass. It takes both: a limit of the
 * capture that explains the lack, and a witness of the whole connection. A lack without them is a finding of its own.
 */
export function completeness(vantages: readonly Vantage[], context: AnalysisContext): readonly Observation[] {
  const told = present(vantages.map((vantage) => completenessAt(vantage, vantages, context)));
  const lacking = told.filter(({ reading }) => reading !== 'not-seen');
  // A capture that has all is the witness of another one that does not, and says nothing of its own then.
  return lacking.length === 0 ? told : [...lacking, ...lacking.map(contradicted)];
}

function completenessAt(vantage: Vantage, all: readonly Vantage[], context: AnalysisContext): Observation | null {
  const { ends } = context;
  if (ends === null) return null;
  const look = subjectAt(vantage, ends);
  if (look === null) return nothingCaptured(vantage, context);
  const lacking = (['s2c', 'c2s'] as const).filter((direction) => lacks(look, direction));
  // A host's own interface shows all that passes it: what passes another one of the host is not lacking.
  if (lacking.length > 0 && lacking.every((direction) => passesBeside(look, all, direction))) return null;
  if (lacking.length === 0) {
    return worksBothWays(look) === true ? state(look, 'capture.misses-packets', 'not-seen', BLANK) : null;
  }
  const limit = limitOf(look, ends);
  const witness = witnessOf(look, all, context);
  const [direction = 's2c'] = lacking;
  const reading: FindingReading = limit !== null && witness !== null ? 'seen' : 'could-not-tell';
  return state(look, 'capture.misses-packets', reading, {
    sender: lacking.length === 2 ? 'client and the server' : senderOf(direction),
    limit: limit ?? null,
    witness: witness?.name ?? null,
    kind: witness?.kind ?? null,
    why: limit === null ? 'nothing shows a limit of the capture' : 'nothing else shows the whole connection',
  });
}

/** What is asked of machines that forward others' packets, and never of a sensor at a mirror port. */
const GATEWAY_KINDS: ReadonlySet<EvidenceKind> = new Set(['conntrack', 'nftables', 'iptables'] as const);

function isGateway({ view }: Vantage): boolean {
  return view.evidence.some(({ kind }) => GATEWAY_KINDS.has(kind));
}

/** Who carries the connection is a witness of another kind than a capture. */
function contradicted({ reading, observers, values, citations }: Observation): Observation {
  const carried = reading === 'seen' && values.kind !== 'capture';
  return observe('between.capture-contradicted', carried ? 'seen' : 'could-not-tell', {
    observers,
    values: {
      witness: carried ? (values.witness ?? null) : null,
      kind: values.kind ?? null,
      capture: values.where ?? null,
    },
    citations,
  });
}

const BLANK = { sender: null, limit: null, witness: null, kind: null, why: null };

/** A direction without any packet, or with fewer than the other end acknowledges, under whatever name. */
function lacks(look: Look, direction: 'c2s' | 's2c'): boolean {
  if (directionMissing(look, direction)?.reading === 'not-seen' && halfOf(look.sight, direction).packets === 0)
    return false;
  const half = halfOf(look.sight, direction);
  return half.packets === 0 || (half.tcp?.acknowledgedUnseen.bytes ?? 0) > 1;
}

/**
 * What keeps this capture from showing all, completing “…, and …”. On a machine that forwards, one direction only and a
 * connection that was there before are what a split path looks like, and no limit of the capture.
 */
function limitOf(look: Look, ends: NonNullable<AnalysisContext['ends']>): string | null {
  const { vantage, sight, place } = look;
  if (sessionOffloaded(vantage) === true) return 'the session is offloaded to hardware';
  const filter = filterOneWay(vantage);
  if (filter !== null) return `its filter takes one direction only (${filter})`;
  if (isLossy(vantage)) return 'the capturing host lost many packets';
  if (place === 'firewall' || isGateway(vantage)) return null;
  // On an end itself too: what it sends by another interface is not on this one, and was not overlooked.
  const isServers = ownedEnd(vantage, ends) === 'server';
  if (sidednessOf(vantage) === 'one' && !isServers) return 'it shows one direction only of every conversation';
  return startsLate(sight) ? 'it starts in the middle of the connection' : null;
}

function witnessOf(look: Look, all: readonly Vantage[], context: AnalysisContext): Witness | null {
  return bySession(context) ?? bySocket(look, context) ?? byCapture(look, all, context);
}

/** A session whose byte counts grow in both directions, or that both ends closed: one reading may be from before the fault. */
function bySession({ firewalls }: AnalysisContext): Witness | null {
  const told = (kind: Witness['kind'], holds: (session: FlowSession) => boolean): Witness | null => {
    const view = firewalls.find(({ sessions }) => sessions.some(holds));
    return view === undefined ? null : { name: `the session of ${view.name}`, kind };
  };
  return told('growing', (session) => growthOf(session)?.kind === 'both') ?? told('session', isClosedByBoth);
}

function isClosedByBoth(session: FlowSession): boolean {
  return session.volume?.traffic === 'both' && known(session, ({ endReason }) => endReason)?.value === 'tcp-fin';
}

/** A socket counts from its beginning: of a capture that began later, only one that goes on since is a witness. */
function bySocket(look: Look, context: AnalysisContext): Witness | null {
  const socket = connectionsOf(context).find(
    (one) => one.bothWays === true && (!startsLate(look.sight) || goesOnSince(one, look)),
  );
  return socket === undefined ? null : { name: `the socket on ${socket.view.name}`, kind: 'socket' };
}

/**
 * It has received data while the capture went on. What came behind its end, or when nobody can tell, shows only that the
 * connection lived on if nothing that it sent waits for an answer.
 */
function goesOnSince(connection: Connection, { vantage }: Look): boolean {
  const [received, span] = [receivedAt(connection), spanOf(vantage)];
  const isDated = vantage.summaries.every(({ clock }) => clock === 'absolute');
  if (received !== null && span !== null && isDated) {
    if (received * 1000 < span[0]) return false;
    if (received * 1000 <= span[1]) return true;
  }
  const { retransmitsNow, unacknowledged, sendQueue } = connection.socket;
  return (retransmitsNow ?? 0) + (unacknowledged ?? 0) + sendQueue === 0;
}

function byCapture(look: Look, all: readonly Vantage[], { ends }: AnalysisContext): Witness | null {
  const other = ends === null ? null : worksAt(look, all, ends);
  return other === null ? null : { name: labelOf(other), kind: 'capture' };
}

/** Nothing of an offloaded session reaches the CPU that captures. */
function nothingCaptured(vantage: Vantage, context: AnalysisContext): Observation | null {
  if (vantage.stage === null || sessionOffloaded(vantage) !== true) return null;
  const witness = bySession(context);
  return observe('capture.misses-packets', witness === null ? 'could-not-tell' : 'seen', {
    observers: [vantage.name],
    values: {
      where: vantage.where,
      place: 'firewall',
      sender: 'client and the server',
      limit: 'the session is offloaded to hardware',
      witness: witness?.name ?? null,
      kind: witness?.kind ?? null,
      why: witness === null ? 'nothing else shows the whole connection' : null,
    },
    citations: vantage.summaries.map(({ at }) => at),
  });
}

/** States for each firewall that captured whether the flow's session there is offloaded. */
export function offloads(vantages: readonly Vantage[]): readonly Observation[] {
  const first = vantages.filter(
    ({ view, stage }, index) => stage !== null && vantages.findIndex((other) => other.view === view) === index,
  );
  return first.flatMap((vantage) => {
    const offloaded = sessionOffloaded(vantage);
    const [session] = vantage.view.sessions;
    if (offloaded === null || session === undefined) return [];
    return [
      observe('capture.session-offloaded', offloaded ? 'seen' : 'not-seen', {
        observers: [vantage.name],
        values: { sessionId: session.id },
        citations: [session.latest.at],
      }),
    ];
  });
}
