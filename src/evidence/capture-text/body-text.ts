import { type Protocol, protocolFromNumber } from '../../model/flow.ts';
import { isAddress } from '../cli/address-shape.ts';
import { readIcmp } from './icmp-text.ts';
import { readIpHead } from './ip-text.ts';
import type { TextChecksum, TextIp, TextIpHead, TextTunnel } from './packet.ts';
import { readTcp } from './tcp-text.ts';

/**
 * A packet as far as its line tells. `open` says what the next lines may add: the packet inside, or the quoted one;
 * `below` is that one's header, when this line ends with it.
 */
export interface Body {
  readonly ip: TextIp;
  readonly open: 'inside' | 'quoted' | null;
  readonly below: TextIpHead | null;
}

const ENDS = /^(?<source>[\da-f:.]{2,60}) > (?<destination>[\da-f:.]{2,60}): {0,2}(?<tail>.*)$/i;
const UDP_SUM = /^\[(?:udp sum ok|(?<none>no cksum)|bad udp cksum 0x(?<bad>[\da-f]{1,4}) [^\]]{1,30})\] /;
/** What tcpdump writes for UDP; TCP would say `Flags [` first. */
const UDP =
  /^(?:UDP, (?:bad )?length:? (?<length>\d+)|udp (?<old>\d+)$|NTPv|BOOTP|SYSLOG|VXLAN|isakmp|DHCP|dhcp6|RADIUS|SIP|RIPv|BFDv|GTP|Geneve|quic|NBT |SNMP|\{ SNMP| ?\[?(?:bad )?domain|\d{1,5}[*+$|-]* )/;
/** DNS, `(29)`; NTP and syslog, `length 48` and `length: 9`. */
const TAIL_SIZE = /(?:\(|, length:? )(?<size>\d{1,5})\)?$/;
const VXLAN = /^VXLAN, flags \[[^\]]{0,10}\] \(0x[\da-f]+\), vni (?<key>\d+)/;
const GRE = /^GREv0, (?:Flags \[[^\]]{0,60}\], )?(?:key=0x(?<key>[\da-f]{1,8}), )?/;
const GRE_INSIDE = /(?:^|, )length \d+: (?:IP6? )?(?<inside>\S.*)$/;
/** `-e` leaves the name of the inner protocol out. */
const INSIDE = /^(?:IP6? )?(?=[\da-f:.]{2,60} > |\((?:tos|class|flowlabel|hlim) )/;
/** Tunnels in tunnels; a packet record holds no more. */
const DEEPEST = 4;
const VXLAN_PORT = 4789;
/** Of these the header of `-v` alone does not tell what the packet is about. */
const NEEDS_MORE: ReadonlySet<Protocol> = new Set(['icmp', 'icmp6', 'ip-4', 'ip-41', 'ip-47']);
const ICMP_HEADER = 8;
const OTHERS: readonly (readonly [RegExp, Protocol])[] = [
  [/^ESP\(/, 'ip-50'],
  [/^AH\(/, 'ip-51'],
  [/^OSPFv[23]/, 'ip-89'],
  [/^(?:VRRPv|CARPv)/, 'ip-112'],
  [/^igmp /, 'ip-2'],
  [/^PIMv/, 'ip-103'],
  [/^EIGRP/, 'ip-88'],
  [/^sctp /, 'ip-132'],
];

/**
 * Reads `10.1.1.5.51000 > 192.0.2.10.443: Flags [S], …`, the header of `-v` before it included. Null for a line that
 * is cut short, that names hosts or services, or whose protocol is not known.
 */
export function readBody(text: string, above: TextIpHead | null = null, cutAbove = false, depth = 0): Body | null {
  if (depth > DEEPEST) return null;
  const headed = readIpHead(text);
  const head = headed.head ?? above;
  const cells = ENDS.exec(headed.rest)?.groups;
  const source = endOf(cells?.source ?? '');
  const destination = endOf(cells?.destination ?? '');
  if (source === null || destination === null || cells?.tail?.trim() === '') return null;
  const start: TextIp = {
    source: source.address,
    destination: destination.address,
    protocol: head?.protocol ?? 'ip-255',
    sourcePort: source.port,
    destinationPort: destination.port,
    head,
    tcp: null,
    icmp: null,
    payload: null,
    checksum: null,
    cut: headed.cut || cutAbove,
    tunnel: null,
    quoted: null,
  };
  const tail = (cells?.tail ?? '').replace(/^HBH (?:\([^)]{0,60}\) )?/, '');
  return source.port === null || destination.port === null ? withoutPorts(start, tail, depth) : withPorts(start, tail);
}

interface End {
  readonly address: string;
  readonly port: number | null;
}

/** `10.1.1.5.443` and `2001:db8::5.443`: the port stands behind the last dot. */
function endOf(text: string): End | null {
  if (isAddress(text)) return { address: text.toLowerCase(), port: null };
  const dot = text.lastIndexOf('.');
  const port = text.slice(dot + 1);
  const address = text.slice(0, Math.max(0, dot));
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535 || !isAddress(address)) return null;
  return { address: address.toLowerCase(), port: Number(port) };
}

function withPorts(start: TextIp, tail: string): Body | null {
  const tcp = readTcp(tail);
  if (tcp !== null) return { ip: { ...start, protocol: 'tcp', ...tcp }, open: null, below: null };
  if (/^(?:Flags \[|tcp\b)/.test(tail)) return null;
  if (/^\[\|tcp\]/.test(tail)) return { ip: { ...start, protocol: 'tcp', cut: true }, open: null, below: null };
  if (/^\[\|udp\]/.test(tail)) return { ip: { ...start, protocol: 'udp', cut: true }, open: null, below: null };
  const other = OTHERS.find(([pattern]) => pattern.test(tail));
  if (other !== undefined) return { ip: { ...start, protocol: other[1] }, open: null, below: null };
  const sum = UDP_SUM.exec(tail);
  const said = sum === null ? tail : tail.slice(sum[0].length);
  const udp = UDP.exec(said);
  if (udp === null && sum === null && start.head?.protocol !== 'udp') return null;
  const size = udp?.groups?.length ?? udp?.groups?.old ?? TAIL_SIZE.exec(said)?.groups?.size;
  const payload = size === undefined ? null : Number(size);
  const ip: TextIp = { ...start, protocol: 'udp', payload, checksum: sum === null ? null : udpSum(sum.groups ?? {}) };
  const vxlan = VXLAN.exec(said);
  if (vxlan === null && (said.startsWith('VXLAN') || (udp === null && start.destinationPort === VXLAN_PORT)))
    return null;
  return vxlan === null
    ? { ip, open: null, below: null }
    : { ip: tunnelled(ip, 'vxlan', Number(vxlan.groups?.key)), open: 'inside', below: null };
}

function udpSum({ bad, none }: Readonly<Partial<Record<string, string>>>): TextChecksum {
  if (bad !== undefined) return { state: 'bad', stored: Number.parseInt(bad, 16) };
  return { state: none === undefined ? 'good' : 'zero', stored: null };
}

function withoutPorts(start: TextIp, tail: string, depth: number): Body | null {
  const said = tail.replace(/^\[(?:icmp6 sum ok|bad icmp6 cksum [^\]]{1,30})\] /, '');
  const icmp = readIcmp(said);
  if (icmp !== null) {
    const protocol = said.startsWith('ICMP6') ? 'icmp6' : 'icmp';
    const length = /, length (\d+)(?::|$)/.exec(said)?.[1];
    const payload = length === undefined ? null : Math.max(0, Number(length) - ICMP_HEADER);
    return {
      ip: { ...start, protocol, icmp, payload },
      open: icmp.echoSequence === null ? 'quoted' : null,
      below: null,
    };
  }
  const inside = INSIDE.exec(tail);
  if (inside !== null) return inTunnel(tunnelled(start, 'ip', null), tail.slice(inside[0].length), depth);
  const gre = GRE.exec(tail);
  if (gre !== null) {
    const key = gre.groups?.key === undefined ? null : Number.parseInt(gre.groups.key, 16);
    return inTunnel(
      tunnelled({ ...start, protocol: 'ip-47' }, 'gre', key),
      GRE_INSIDE.exec(tail)?.groups?.inside ?? '',
      depth,
    );
  }
  const number = /^ip-proto-(?<number>\d{1,3})(?:\s|$)/.exec(tail)?.groups?.number;
  if (number !== undefined)
    return { ip: { ...start, protocol: protocolFromNumber(Number(number)) }, open: null, below: null };
  const old = /^(?<name>udp|tcp|icmp)$/.exec(tail)?.groups?.name;
  if (old === 'udp' || old === 'tcp' || old === 'icmp')
    return { ip: { ...start, protocol: old }, open: null, below: null };
  const other = OTHERS.find(([pattern]) => pattern.test(tail))?.[1] ?? start.head?.protocol;
  return other === undefined || NEEDS_MORE.has(other)
    ? null
    : { ip: { ...start, protocol: other }, open: null, below: null };
}

type Tunnelled = TextIp & { readonly tunnel: TextTunnel };

function tunnelled(ip: TextIp, kind: TextTunnel['kind'], key: number | null): Tunnelled {
  return { ...ip, tunnel: { kind, key, inside: null } };
}

/** The inner packet on the same line; with `-v` it is on the lines below. */
function inTunnel(outer: Tunnelled, text: string, depth: number): Body | null {
  if (text === '') return { ip: outer, open: 'inside', below: null };
  const headed = readIpHead(text);
  if (headed.head !== null && headed.rest === '') {
    return { ip: outer, open: 'inside', below: headed.head };
  }
  const inner = readBody(text, null, false, depth + 1);
  return inner === null ? null : { ...inner, ip: { ...outer, tunnel: { ...outer.tunnel, inside: inner.ip } } };
}
