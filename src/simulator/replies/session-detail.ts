import { PROTOCOLS } from '../network/packet.ts';
import {
  applicationOf,
  type Direction,
  type EndReason,
  type Session,
  type Socket,
  timeoutOf,
  translatesDestination,
  translatesSource,
} from '../network/session.ts';
import { type DeviceView, deviceTime, type Reply, result } from './device.ts';
import type { Request } from './request.ts';
import { branch, leaf, leaves, trueFalse } from './xml.ts';

/** What the firewall's tracker says of an end. */
const TRACKER: Readonly<Record<EndReason, string>> = {
  'aged-out': 'Aged out',
  'tcp-fin': 'TCP FIN',
  'tcp-reuse': 'TCP reuse',
  'tcp-rst-from-client': 'TCP RST - client',
  'tcp-rst-from-server': 'TCP RST - server',
  'policy-deny': 'policy lookup deny',
  unknown: 'unknown',
};

/**
 * `show session id N`. A session that ended shows in its slot with state `INIT` until the slot is given away; then, and
 * for an id that never was, PAN-OS says `Bad Key`.
 */
export function sessionId({ firewall, now }: DeviceView, { words }: Request): Reply {
  const id = Number(words[3]);
  const present = firewall.sessions.byNumber(id);
  if (present !== null) return result(detail(present, null, now));
  const ended = firewall.sessions.ended(id);
  if (ended !== null) return result(detail(ended.session, ended.reason, now));
  return { kind: 'error', code: null, message: "Bad Key: c2s: 'c2s'\nBad Key: s2c: 's2c'" };
}

function detail(session: Session, reason: EndReason | null, now: number): string {
  const { c2s, s2c, natRule } = session;
  const left = Math.max(1, timeoutOf(session) - Math.floor((now - session.life.lastAt) / 1000));
  return [
    ...leaves({ slot: 1, cpu: 2 }),
    half(session, 'c2s', reason),
    half(session, 's2c', reason),
    ...leaves({ 'start-time': deviceTime(session.startedAt), timeout: timeoutOf(session) }),
    ...(reason === null ? [leaf('ttl', left)] : []),
    ...leaves({
      'c2s-octets': c2s.bytes,
      's2c-octets': s2c.bytes,
      'c2s-packets': c2s.packets,
      's2c-packets': s2c.packets,
      vsys: 'vsys1',
      application: applicationOf(session),
      rule: session.rule,
      'sess-log': 'True',
      'sess-ager': trueFalse(reason === null),
      'sess-ha-sync': trueFalse(session.fromPeer),
      'nat-src': trueFalse(translatesSource(session)),
      'nat-dst': trueFalse(translatesDestination(session)),
    }),
    ...(natRule === null ? [] : leaves({ 'nat-rule': natRule, 'nat-rule-vsys': 'vsys1' })),
    ...leaves({
      'l7-proc': session.life.spoke ? 'completed' : 'enabled',
      'url-en': 'False',
      syncookie: 'False',
      'host-session': 'False',
      'tunnel-session': 'False',
      'captive-portal': 'False',
      'igr-if': session.ingress,
      'egr-if': session.egress,
      'qos-rule': 'N/A (class 4)',
    }),
    ...(reason === null ? [] : leaves({ firewall: TRACKER[reason], 'end-reason': reason })),
  ].join('\n');
}

function half(session: Session, direction: Direction, reason: EndReason | null): string {
  const { client, server, real, translated, pbf } = session;
  const [source, destination]: readonly [Socket, Socket] = direction === 'c2s' ? [client, server] : [real, translated];
  return branch(direction, [
    ...leaves({
      source: source.address,
      'source-zone': direction === 'c2s' ? session.from : session.to,
      dst: destination.address,
      proto: PROTOCOLS[session.transport],
      sport: source.port,
      dport: destination.port,
      state: reason === null ? 'ACTIVE' : 'INIT',
      type: 'FLOW',
      'src-user': 'unknown',
      'dst-user': 'unknown',
    }),
    ...(pbf === null || direction === 's2c' ? [] : [leaf('pbf-rule', `${pbf.name} ${pbf.id}`)]),
  ]);
}
