import type { HostSocket, SocketEnd } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { wordsOf } from './word-reader.ts';

/** `ss` names of states; netstat writes some of them otherwise. */
const STATES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'ESTAB SYN-SENT SYN-RECV FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT UNCONN CLOSE-WAIT LAST-ACK LISTEN CLOSING CLOSED'
      .split(' ')
      .map((state) => [state, state]),
  ),
  ESTABLISHED: 'ESTAB',
  SYN_SENT: 'SYN-SENT',
  SYN_RECV: 'SYN-RECV',
  FIN_WAIT1: 'FIN-WAIT-1',
  FIN_WAIT2: 'FIN-WAIT-2',
  TIME_WAIT: 'TIME-WAIT',
  CLOSE: 'CLOSED',
  CLOSE_WAIT: 'CLOSE-WAIT',
  LAST_ACK: 'LAST-ACK',
};
/** Sockets of `ss` that are neither TCP nor UDP. */
const OTHERS = /^(?:u_str|u_dgr|u_seq|nl|p_raw|p_dgr|raw|icmp6?|v_str|v_dgr|ti|dccp|sctp|mptcp|xdp|\?\?\?)$/;
const COUNT = /^\d{1,15}$/;

export type SocketRow = Pick<
  HostSocket,
  'protocol' | 'state' | 'receiveQueue' | 'sendQueue' | 'local' | 'peer' | 'process' | 'timer'
>;

/** A row of `ss`: protocol and state may be left out. `other` for a socket that is neither TCP nor UDP; null for no row. */
export function readSocketRow(text: string): SocketRow | 'other' | null {
  const words = [...wordsOf(text)];
  const first = words[0] ?? '';
  if (OTHERS.test(first)) return 'other';
  const protocol = first === 'tcp' || first === 'udp' ? first : null;
  if (protocol !== null) words.shift();
  const state = STATES[words[0] ?? ''] ?? null;
  if (state !== null) words.shift();
  const [received = '', sent = '', own = '', other = '', ...rest] = words;
  const [local, peer] = [endOf(own), endOf(other)];
  if (!COUNT.test(received) || !COUNT.test(sent) || local === null || peer === null) return null;
  const queues = { receiveQueue: Number(received), sendQueue: Number(sent) };
  return { protocol, state, ...queues, local, peer, ...besides(rest.join(' ')) };
}

/** A row of `netstat -tan`: queues first, the state behind the addresses, `tcp6` for IPv6. */
export function readNetstatRow(text: string): SocketRow | 'other' | null {
  const [name = '', received = '', sent = '', own = '', other = '', ...rest] = wordsOf(text);
  const protocol = /^(tcp|udp)6?$/.exec(name)?.[1];
  const [local, peer] = [endOf(own), endOf(other)];
  if (protocol === undefined || !COUNT.test(received) || !COUNT.test(sent) || local === null || peer === null)
    return null;
  const state = STATES[rest[0] ?? ''] ?? null;
  const process = /(?:^|\s)\d+\/(\S+)/.exec(rest.join(' '))?.[1]?.replace(/:$/, '') ?? null;
  const queues = { receiveQueue: Number(received), sendQueue: Number(sent) };
  return { protocol: protocol === 'tcp' ? 'tcp' : 'udp', state, ...queues, local, peer, process, timer: null };
}

function besides(text: string): Pick<SocketRow, 'process' | 'timer'> {
  return {
    process: /users:\(\("([^"]{1,64})"/.exec(text)?.[1] ?? null,
    timer: /timer:\(([^()]{1,64})\)/.exec(text)?.[1] ?? null,
  };
}

/** `10.0.0.5%eth0:22`, `[fe80::1]%eth0:546`, `*:68`, `:::22` (netstat). A port that is given by name is null. */
function endOf(text: string): SocketEnd | null {
  const colon = text.lastIndexOf(':');
  const port = text.slice(colon + 1);
  if (colon < 0 || !/^(?:\d{1,5}|\*|[a-z][\w-]*)$/i.test(port)) return null;
  const [host = '', device = null] = text.slice(0, colon).replace(/[[\]]/g, '').split('%');
  if (host !== '*' && !isAddress(host)) return null;
  return { address: host === '*' ? null : host, port: /^\d+$/.test(port) ? Number(port) : null, device };
}

type Details = Omit<HostSocket, keyof SocketRow | 'kind' | 'at'>;

/** The `key:value` words that `ss -i` prints below a socket. What it leaves out is not zero, but not said. */
export function readSocketDetails(text: string): Details {
  const values = new Map(
    [...text.matchAll(/(?<!\S)([a-z_]{2,24}):(\d+(?:\/\d+)?)(?!\S)/g)].map((pair) => [pair[1], pair[2]]),
  );
  const number = (key: string): number | null => {
    const value = values.get(key);
    return value === undefined || !COUNT.test(value) ? null : Number(value);
  };
  const [now, all] = (values.get('retrans') ?? '').split('/');
  return {
    retransmitsNow: all === undefined ? null : Number(now),
    retransmits: all === undefined ? null : Number(all),
    unacknowledged: number('unacked'),
    bytesSent: number('bytes_sent'),
    bytesReceived: number('bytes_received'),
    bytesAcknowledged: number('bytes_acked'),
    bytesRetransmitted: number('bytes_retrans'),
    mss: number('mss'),
    pathMtu: number('pmtu'),
    lastReceivedMs: number('lastrcv'),
  };
}
