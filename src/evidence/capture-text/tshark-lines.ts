import type { Protocol } from '../../model/flow.ts';
import { isAddress } from '../cli/address-shape.ts';
import type { Line } from '../parser.ts';
import type { TextIcmp, TextIp, TextLink, TextPacket } from './packet.ts';
import type { TextRecord } from './records.ts';
import { readSeconds, readStamp, type Stamp } from './stamp.ts';

/** tshark's default columns: number, time, source, destination, protocol, length, info. */
const ROW =
  /^\s*(?<number>\d{1,10})\s+(?<time>(?:\d{4}-\d\d-\d\d )?[\d:.]{3,20})\s+(?<source>[\da-fA-F:.]{2,60})\s+(?:(?:→|->|>)\s+)?(?<destination>[\da-fA-F:.]{2,60}|Broadcast)\s+(?<protocol>[\w./+-]{1,24})\s+(?<length>\d{1,7})(?:\s+(?<info>\S.*))?$/;
const HEADING = /^\s*No\.?\s+Time\s+Source\s+Destination\s+Protocol\s+Length\s+Info\s*$/i;
const REMARKS = /^(?:\[[^\]]{1,80}\] ?)+/;
const TCP =
  /^(?<from>\d{1,5}) ?(?:→|->|>) ?(?<to>\d{1,5}) \[(?<flags>[A-Z, ]{2,60}|<None>)\] Seq=(?<seq>\d+)(?: Ack=(?<ack>\d+))? Win=(?<win>\d+)(?: Urg=\d+)? Len=(?<len>\d+)(?<options>.*)$/;
const UDP = /^(?<from>\d{1,5}) ?(?:→|->|>) ?(?<to>\d{1,5}) Len=(?<len>\d+)/;
const ECHO = /^Echo \(ping\) (?<way>request|reply) +id=0x(?<id>[\da-f]{1,4}), seq=(?<seq>\d+)/;
const ARP_REPLY = /^(?<address>[\d.]{7,15}) is at (?<mac>[\da-f:]{17})/;
const FLAGS: readonly (readonly [string, string])[] = [
  ['SYN', 'S'],
  ['FIN', 'F'],
  ['RST', 'R'],
  ['PSH', 'P'],
  ['ACK', 'A'],
  ['URG', 'U'],
  ['ECE', 'E'],
  ['ECN', 'E'],
  ['CWR', 'W'],
];

/** Wireshark's names of ICMP errors with their types and codes, IPv4's first. */
const ERRORS: readonly (readonly [RegExp, number, number])[] = [
  [/^Destination unreachable \(Network unreachable\)/, 3, 0],
  [/^Destination unreachable \(Host unreachable\)/, 3, 1],
  [/^Destination unreachable \(Protocol unreachable\)/, 3, 2],
  [/^Destination unreachable \(Port unreachable\)/, 3, 3],
  [/^Destination unreachable \(Fragmentation needed\)/, 3, 4],
  [/^Destination unreachable \(Network administratively prohibited\)/, 3, 9],
  [/^Destination unreachable \(Host administratively prohibited\)/, 3, 10],
  [/^Destination unreachable \(Communication administratively filtered\)/, 3, 13],
  [/^Redirect +\(Redirect for network\)/, 5, 0],
  [/^Redirect +\(Redirect for host\)/, 5, 1],
  [/^Time-to-live exceeded \(Time to live exceeded in transit\)/, 11, 0],
  [/^Time-to-live exceeded \(Fragment reassembly time exceeded\)/, 11, 1],
  [/^Destination Unreachable \(no route to destination\)/, 1, 0],
  [/^Destination Unreachable \(Administratively prohibited\)/, 1, 1],
  [/^Destination Unreachable \(Address unreachable\)/, 1, 3],
  [/^Destination Unreachable \(Port unreachable\)/, 1, 4],
  [/^Packet Too Big/, 2, 0],
  [/^Time Exceeded \(hop limit exceeded in transit\)/, 3, 0],
];

/** What neighbours of IPv6 say among themselves (RFC 4861, RFC 2710, RFC 3810), with its type. */
const NEIGHBOURLY: readonly (readonly [RegExp, number, number])[] = [
  [/^Multicast Listener Query/, 130, 0],
  [/^Multicast Listener Report Message v2/, 143, 0],
  [/^Multicast Listener Report/, 131, 0],
  [/^Multicast Listener Done/, 132, 0],
  [/^Router Solicitation/, 133, 0],
  [/^Router Advertisement/, 134, 0],
  [/^Neighbor Solicitation/, 135, 0],
  [/^Neighbor Advertisement/, 136, 0],
];

/** A row whose info does not show its ports; `protocol` as in its column, `piece` for a piece of something larger. */
export interface HiddenRow {
  readonly record: TextRecord;
  readonly protocol: string;
}

/** Rows of tshark, and those that do not show their ports (`hidden`: HTTP, TLS, DNS and the like). */
export interface TsharkRows {
  readonly records: readonly TextRecord[];
  readonly hidden: readonly HiddenRow[];
  readonly read: ReadonlySet<number>;
}

/** True for the heading that Wireshark writes above the rows. */
export function isTsharkHeading(text: string): boolean {
  return text.length < 200 && HEADING.test(text);
}

/** Reads rows of tshark's default columns, with any of its time formats. */
export function readTsharkRows(lines: readonly Line[]): TsharkRows {
  const records: TextRecord[] = [];
  const hidden: HiddenRow[] = [];
  const read = new Set<number>();
  for (const line of lines) {
    if (isTsharkHeading(line.text)) read.add(line.number);
    const row = rowOf(line);
    if (row === null) continue;
    read.add(line.number);
    if (row.protocol === null) records.push(row.record);
    else hidden.push({ record: row.record, protocol: row.protocol });
  }
  return { records, hidden, read };
}

/** True for a line that is a row of tshark. */
export function isTsharkRow(line: Line): boolean {
  return rowOf(line) !== null;
}

type Cells = Readonly<Partial<Record<string, string>>>;

function rowOf(line: Line): { readonly record: TextRecord; readonly protocol: string | null } | null {
  const cells = ROW.exec(line.text)?.groups;
  if (cells === undefined) return null;
  const stamp = stampOf(cells.time ?? '');
  if (stamp === null) return null;
  const { source = '', destination = '', protocol = '', info = '' } = cells;
  const length = Number(cells.length);
  const link: TextLink = { interface: null, source: null, destination: null, vlans: null, length, taken: null };
  const record = (packet: Omit<TextPacket, 'link'>): TextRecord => ({
    lines: [line],
    stamp,
    packet: { link, ...packet },
  });
  if (isMac(source) || isMac(destination)) return { record: record(withoutIp(info)), protocol: null };
  if (!isAddress(source) || !isAddress(destination)) return null;
  const said = info.replace(REMARKS, '');
  // A piece of something larger has remarks and nothing else.
  const isPiece = said === '' && info !== '';
  const name = isPiece ? 'piece' : protocol;
  const ip = packetOf(source, destination, name, said, length);
  if (ip === null) return null;
  return { record: record({ ip, arp: null }), protocol: ip.protocol === 'ip-255' ? name : null };
}

function stampOf(text: string): Stamp | null {
  return readSeconds(text, /^\d{9,10}\./.test(text) ? 'epoch' : 'elapsed') ?? readStamp(text).stamp;
}

function isMac(text: string): boolean {
  return /^[\da-f]{2}(?::[\da-f]{2}){5}$/i.test(text);
}

function withoutIp(info: string): Omit<TextPacket, 'link'> {
  const reply = ARP_REPLY.exec(info)?.groups;
  const { address, mac } = reply ?? {};
  return { ip: null, arp: address === undefined || mac === undefined ? null : { address, mac } };
}

/** Null for a row that is cut short; protocol 255 for one whose info does not show the transport. */
function packetOf(source: string, destination: string, protocol: string, info: string, frame: number): TextIp | null {
  const start = blank(source, destination, 'ip-255');
  const tcp = TCP.exec(info)?.groups;
  if (tcp !== undefined) return fits(frame, Number(tcp.len)) ? tcpOf(start, tcp) : null;
  if (protocol === 'TCP' && (/^\d{0,5} ?(?:→|->|>|$)/.test(info) || info.startsWith('['))) return null;
  const udp = UDP.exec(info)?.groups;
  if (udp !== undefined) {
    const [sourcePort, destinationPort] = [Number(udp.from), Number(udp.to)];
    return { ...start, protocol: 'udp', sourcePort, destinationPort, payload: Number(udp.len) };
  }
  if (/^ICMP(?:v6)?$/.test(protocol)) {
    const icmp = icmpOf(info);
    return icmp === null ? null : { ...start, protocol: protocol === 'ICMP' ? 'icmp' : 'icmp6', icmp };
  }
  return start;
}

/** The headers of Ethernet, IP and TCP take 54 to 200 bytes: a row that is cut in its length shows more. */
function fits(frame: number, payload: number): boolean {
  return frame - payload >= 40 && frame - payload <= 240;
}

function blank(source: string, destination: string, protocol: Protocol): TextIp {
  return {
    source: source.toLowerCase(),
    destination: destination.toLowerCase(),
    protocol,
    sourcePort: null,
    destinationPort: null,
    head: null,
    tcp: null,
    icmp: null,
    payload: null,
    checksum: null,
    cut: false,
    tunnel: null,
    quoted: null,
  };
}

function tcpOf(start: TextIp, { from, to, flags = '', seq, ack, win, len, options = '' }: Cells): TextIp {
  const isSyn = flags.includes('SYN');
  const factor = / WS=(\d{1,5})/.exec(options)?.[1];
  const mss = / MSS=(\d{1,5})/.exec(options)?.[1];
  // Behind the handshake tshark multiplies the window by its scale: only zero is what was on the wire.
  const isPlain = isSyn || win === '0';
  return {
    ...start,
    protocol: 'tcp',
    sourcePort: Number(from),
    destinationPort: Number(to),
    payload: Number(len),
    tcp: {
      flags: 'SFRPAUEW'.replace(/./g, (letter) => (hasFlag(flags, letter) ? letter : '')),
      sequence: Number(seq),
      acknowledged: ack === undefined ? null : Number(ack),
      window: isPlain ? Number(win) : null,
      mss: mss === undefined ? null : Number(mss),
      windowScale: factor === undefined ? null : Math.round(Math.log2(Number(factor))),
      timestamps: / TSval=\d+ TSecr=\d+/.exec(options)?.[0] ?? null,
    },
  };
}

function hasFlag(shown: string, letter: string): boolean {
  const names = shown.split(', ');
  return FLAGS.some(([name, sign]) => sign === letter && names.includes(name));
}

function icmpOf(info: string): TextIcmp | null {
  const nothing = { echoId: null, echoSequence: null, nextHopMtu: null, gateway: null, about: null };
  const known = [...ERRORS, ...NEIGHBOURLY].find(([pattern]) => pattern.test(info));
  if (known !== undefined) return { ...nothing, type: known[1], code: known[2] };
  const echo = ECHO.exec(info)?.groups;
  if (echo === undefined) return null;
  const six = !/ seq=\d+\//.test(info);
  const request = echo.way === 'request';
  const type = six ? (request ? 128 : 129) : request ? 8 : 0;
  return { ...nothing, type, code: 0, echoId: Number.parseInt(echo.id ?? '', 16), echoSequence: Number(echo.seq) };
}
