import type { CaptureHalf, Distinct } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { present } from '../observation.ts';
import { isIncomplete } from './alternating-places.ts';
import { halfOf, type Sight } from './sight.ts';
import { type Look, state, stateOf } from './statement.ts';

/** One change is a move of the path; this many are alternation. */
const ALTERNATES = 3;
const TELLING_PACKETS = 4;

/** States whether each direction keeps to one way, and whether both use the same neighbours and VLAN. */
export function ways(look: Look): readonly Observation[] {
  return present([
    alternation(look, 'c2s'),
    alternation(look, 's2c'),
    neighbour(look, 'capture.reply-from-other-neighbour'),
    neighbour(look, 'capture.reply-to-other-neighbour'),
    interfaces(look),
    vlans(look.sight, look),
  ]);
}

/** Copies of one packet, captured before and after it was forwarded, have two TTLs and two neighbours by rights. */
function hasCopies({ duplicates }: CaptureHalf): boolean {
  return duplicates.sameTtl + duplicates.lowerTtl + duplicates.higherTtl > 0;
}

function alternation(look: Look, direction: Direction): Observation | null {
  const half = halfOf(look.sight, direction);
  const told = [
    { by: 'TTL', of: half.ttls, show: String },
    { by: 'source MAC', of: sources(half), show: String },
  ].filter(({ of }) => of.values.length > 0);
  if (half.packets < TELLING_PACKETS || told.length === 0) return null;
  const alternating = told.find(({ of }) => of.values.length > 1 && of.changes >= ALTERNATES);
  const reading = (): FindingReading => {
    if (hasCopies(half)) return 'could-not-tell';
    if (alternating !== undefined) return 'seen';
    if (isIncomplete(half)) return 'could-not-tell';
    return told.every(({ of }) => of.values.length === 1 && of.others === 0) ? 'not-seen' : 'could-not-tell';
  };
  return stateOf(look, 'capture.path-alternates', direction, reading(), {
    by: alternating?.by ?? null,
    values: alternating?.of.values.map(({ value }) => alternating.show(value)).join(', ') ?? null,
  });
}

function sources({ macs }: CaptureHalf): Distinct<string> {
  const names = new Set(macs.values.map(({ value }) => value.source));
  const packets = (name: string) =>
    macs.values.filter(({ value }) => value.source === name).reduce((sum, one) => sum + one.packets, 0);
  return {
    values: [...names].map((value) => ({ value, packets: packets(value) })),
    changes: names.size > 1 ? macs.changes : 0,
    others: macs.others,
  };
}

/**
 * MAC addresses of a gateway that several routers share: VRRP (RFC 9568), HSRP and GLBP (Cisco), and the one of a PAN-OS
 * HA pair. A router sends from its own address what it receives by a shared one.
 */
const SHARED_MAC = /^(?:00:00:5e:00:0[12]:|00:00:0c:07:ac:|00:00:0c:9f:f|00:05:73:a0:0|00:07:b4:0|00:1b:17:00:)/i;

function neighbour(
  look: Look,
  code: 'capture.reply-from-other-neighbour' | 'capture.reply-to-other-neighbour',
): Observation | null {
  // At a stage a firewall captures all of its interfaces: the two directions have come in by different links.
  if (look.vantage.stage !== null) return null;
  const { requests, replies } = look.sight;
  const [request, reply] = [only(requests.macs), only(replies.macs)];
  if (requests.macs.values.length === 0 || replies.macs.values.length === 0) return null;
  const from = code === 'capture.reply-from-other-neighbour';
  const names = from
    ? { there: request?.destination ?? null, back: reply?.source ?? null }
    : { there: request?.source ?? null, back: reply?.destination ?? null };
  const [reading, why] = compare(names.there, names.back, hasCopies(requests) || hasCopies(replies));
  return stateOf(look, code, 's2c', reading, {
    ...(from
      ? { requestTo: shown(look, names.there), replyFrom: shown(look, names.back) }
      : { requestFrom: shown(look, names.there), replyTo: shown(look, names.back) }),
    why,
  });
}

function compare(there: string | null, back: string | null, copies: boolean): readonly [FindingReading, string | null] {
  if (copies) return ['could-not-tell', 'packets are in the capture more than once'];
  if (there === null || back === null) return ['could-not-tell', 'there is not one neighbour for each direction'];
  if (there === back) return ['not-seen', null];
  const shared = SHARED_MAC.test(there) || SHARED_MAC.test(back);
  return shared ? ['could-not-tell', 'one of them is an address that several routers share'] : ['seen', null];
}

function only<T>({ values, others }: Distinct<T>): T | null {
  return values.length === 1 && others === 0 ? (values[0]?.value ?? null) : null;
}

/** A neighbour by its MAC, and by the one address that it gave itself in ARP. */
function shown({ vantage }: Look, mac: string | null): string | null {
  if (mac === null) return null;
  const addresses = new Set(
    vantage.summaries.flatMap(({ arp }) => arp.filter((one) => one.mac === mac).map(({ address }) => address)),
  );
  const [address] = addresses;
  return addresses.size === 1 && address !== undefined ? `${address} (${mac})` : mac;
}

/** Every packet of a forwarding host is there twice, at the interface it came in on and at the one it left by. */
function interfaces(look: Look): Observation | null {
  const { requests, replies } = look.sight;
  const [there, back] = [only(requests.interfaces), only(replies.interfaces)];
  if (there === null || back === null || hasCopies(requests) || hasCopies(replies)) return null;
  return state(look, 'capture.reply-by-other-interface', there === back ? 'not-seen' : 'seen', {
    requests: there,
    replies: back,
  });
}

function vlans({ requests, replies }: Sight, look: Look): Observation | null {
  const [there, back] = [only(requests.vlans), only(replies.vlans)];
  if (there === null || back === null || hasCopies(requests) || hasCopies(replies)) return null;
  const [left, right] = [there, back].map((ids) => (ids.length === 0 ? 'none' : ids.join('.')));
  if (left === undefined || right === undefined || (there.length === 0 && back.length === 0)) return null;
  return state(look, 'capture.vlan-differs', left === right ? 'not-seen' : 'seen', { requests: left, replies: right });
}
