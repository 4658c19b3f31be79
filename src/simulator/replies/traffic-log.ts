import { holds } from '../network/address.ts';
import { applicationOf, type EndedSession } from '../network/session.ts';
import { type DeviceView, logTime, type Reply, result } from './device.ts';
import { leaves } from './xml.ts';

type Condition = (entry: EndedSession) => boolean;

/** `( addr.src in 192.0.2.7 )`, with `eq` as well, and ports; the fields of a traffic log query that tell of one flow. */
const TERM = /^\(?\s*(addr\.src|addr\.dst|addr|port\.src|port\.dst)\s+(in|eq)\s+(\S+?)\s*\)?$/;
const NO_QUERY = /^\s*$/;
const LONGEST_QUERY = 2000;

/** Entries of the traffic log, newest first: sessions that ended. Null for a query that is not understood. */
export function trafficLog(view: DeviceView, query: string, most: number): Reply {
  const conditions = conditionsOf(query);
  if (conditions === null) return { kind: 'error', code: '17', message: `Invalid query: ${query.slice(0, 80)}` };
  const found = view.firewall.logs.filter((entry) => conditions.every((condition) => condition(entry)));
  return result(
    found
      .slice(0, Math.max(0, most))
      .map((entry) => entryOf(view, entry))
      .join('\n'),
  );
}

function conditionsOf(query: string): readonly Condition[] | null {
  if (query.length > LONGEST_QUERY) return null;
  if (NO_QUERY.test(query)) return [];
  const conditions: Condition[] = [];
  for (const term of query.split(/\s+and\s+/i)) {
    const [, field, , value] = TERM.exec(term.trim().replace(/^\(\s*(\(.*\))\s*\)$/, '$1')) ?? [];
    if (field === undefined || value === undefined) return null;
    conditions.push(({ session }) => matches(session, field, value.replace(/^'(.*)'$/, '$1')));
  }
  return conditions;
}

function matches({ client, server }: EndedSession['session'], field: string, value: string): boolean {
  if (field === 'addr.src') return holds(value, client.address);
  if (field === 'addr.dst') return holds(value, server.address);
  if (field === 'addr') return holds(value, client.address) || holds(value, server.address);
  return String(field === 'port.src' ? client.port : server.port) === value;
}

function entryOf({ identity, firewall }: DeviceView, { session, endedAt, reason }: EndedSession): string {
  const { client, server, real, translated, c2s, s2c } = session;
  const denied = reason === 'policy-deny';
  const translates = session.natRule !== null;
  const fields = leaves({
    domain: 1,
    receive_time: logTime(endedAt + 1000),
    serial: identity.serial,
    type: 'TRAFFIC',
    subtype: denied ? 'drop' : 'end',
    time_generated: logTime(endedAt),
    src: client.address,
    dst: server.address,
    ...(translates ? { natsrc: translated.address, natdst: real.address } : {}),
    rule: session.rule,
    app: denied ? 'not-applicable' : applicationOf(session),
    vsys: 'vsys1',
    from: session.from,
    to: session.to,
    inbound_if: session.ingress,
    outbound_if: session.egress,
    sessionid: session.id,
    repeatcnt: 1,
    sport: client.port,
    dport: server.port,
    ...(translates ? { natsport: translated.port, natdport: server.port } : {}),
    'flag-nat': translates ? 'yes' : 'no',
    'pbf-c2s': session.pbf === null ? 'no' : 'yes',
    'pbf-s2c': session.cameFrom === null ? 'no' : 'yes',
    'sym-return': session.cameFrom === null ? 'no' : 'yes',
    proto: session.transport,
    action: denied ? 'deny' : 'allow',
    bytes: c2s.bytes + s2c.bytes,
    bytes_sent: c2s.bytes,
    bytes_received: s2c.bytes,
    packets: c2s.packets + s2c.packets,
    start: logTime(session.startedAt),
    elapsed: Math.round((endedAt - session.startedAt) / 1000),
    session_end_reason: reason,
    device_name: firewall.hostname,
    pkts_sent: c2s.packets,
    pkts_received: s2c.packets,
  });
  return `<entry logid="${7_300_000_000_000_000 + session.id}">\n${fields.join('\n')}\n</entry>`;
}
