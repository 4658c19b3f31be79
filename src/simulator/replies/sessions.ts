import { holds } from '../network/address.ts';
import { PROTOCOLS } from '../network/packet.ts';
import {
  applicationOf,
  type Session,
  translatesDestination,
  translatesSource,
  type Volume,
} from '../network/session.ts';
import { type DeviceView, deviceTime, type Reply, result } from './device.ts';
import type { Request } from './request.ts';
import { branch, leaf, leaves, trueFalse } from './xml.ts';

type Condition = (session: Session, value: string) => boolean;

/** Keys of `show session all filter`, as PAN-OS has them. */
const CONDITIONS: Readonly<Record<string, Condition>> = {
  source: ({ client }, value) => holds(value, client.address),
  destination: ({ server }, value) => holds(value, server.address),
  'source-port': ({ client }, value) => String(client.port) === value,
  'destination-port': ({ server }, value) => String(server.port) === value,
  protocol: ({ transport }, value) => String(PROTOCOLS[transport]) === value,
  from: ({ from }, value) => from === value,
  to: ({ to }, value) => to === value,
  application: (session, value) => applicationOf(session) === value,
  rule: ({ rule }, value) => rule === value,
  state: (_, value) => value === 'active',
  'pbf-rule': ({ pbf }, value) => pbf?.name === value,
  count: () => true,
};

/** A listing is cut by its size on real devices; nobody needs more than this here. */
const MOST_ROWS = 1024;

/** `show session all [filter …]`, one entry a session, or their number with `count yes`. */
export function sessionAll({ firewall }: DeviceView, request: Request): Reply {
  const found = sessionsThat(firewall.sessions.all(), request);
  if (found === null) return unknownFilter();
  const { words } = request;
  const counted = words.some((word, index) => word === 'count' && words[index + 1] === 'yes');
  if (counted) return result(leaf('member', found.length));
  return result(found.slice(0, MOST_ROWS).map(rowOf).join('\n'));
}

/** `clear session all filter …` and `clear session id N`. Without a filter it would end everybody's sessions. */
export function clearSessions({ firewall }: DeviceView, request: Request): Reply {
  const [, , how, value] = request.words;
  const one = how === 'id' ? firewall.sessions.byNumber(Number(value)) : null;
  const found = how === 'id' ? (one === null ? [] : [one]) : sessionsThat(firewall.sessions.all(), request);
  if (found === null) return unknownFilter();
  if (how === 'id' && one === null) return { kind: 'error', code: null, message: `session ${value} is not valid` };
  for (const session of found) firewall.clear(session);
  return result(leaf('member', how === 'id' ? `session ${value} cleared` : 'sessions cleared'));
}

/** Null when the filter has a key that PAN-OS does not know. */
function sessionsThat(sessions: readonly Session[], { words }: Request): readonly Session[] | null {
  const start = words.indexOf('filter');
  const pairs: (readonly [Condition, string])[] = [];
  for (let at = start + 1; start !== -1 && at < words.length; at += 2) {
    const [key, value] = [words[at] ?? '', words[at + 1]];
    const condition = Object.hasOwn(CONDITIONS, key) ? CONDITIONS[key] : undefined;
    if (condition === undefined || value === undefined) return null;
    pairs.push([condition, value]);
  }
  return sessions.filter((session) => pairs.every(([condition, value]) => condition(session, value)));
}

function unknownFilter(): Reply {
  return { kind: 'error', code: '17', message: 'all -> filter is unexpected' };
}

function totalOf(one: Volume, other: Volume): number {
  return one.bytes + other.bytes;
}

function rowOf(session: Session): string {
  const { client, server, real, translated, transport } = session;
  const [source, destination] = [translatesSource(session), translatesDestination(session)];
  return branch('entry', [
    ...leaves({
      dst: server.address,
      xsource: translated.address,
      source: client.address,
      xdst: real.address,
      xsport: translated.port,
      xdport: server.port,
      sport: client.port,
      dport: server.port,
      proto: PROTOCOLS[transport],
      from: session.from,
      to: session.to,
      'start-time': deviceTime(session.startedAt),
      nat: trueFalse(source || destination),
      srcnat: trueFalse(source),
      dstnat: trueFalse(destination),
      proxy: 'False',
      'decrypt-mirror': 'False',
      state: 'ACTIVE',
      type: 'FLOW',
      'total-byte-count': totalOf(session.c2s, session.s2c),
      idx: session.id,
      'vsys-idx': 1,
      vsys: 'vsys1',
      application: applicationOf(session),
      'security-rule': session.rule,
      ingress: session.ingress,
      egress: session.egress,
      flags: source && destination ? 'NB' : source ? 'NS' : destination ? 'ND' : ' ',
    }),
  ]);
}
