import { type Protocol, protocolNumber } from '../../model/flow.ts';
import { noWords, type Words, writeAddress } from '../pcap/address-words.ts';
import { CHECKSUM, FLAG, NOT_SHOWN, type Packet, packVlan, resetPacket } from '../pcap/packet.ts';
import type { TextIp, TextLink } from './packet.ts';
import type { WireNumbers } from './sequence.ts';

const FLAG_OF: Readonly<Record<string, number>> = {
  S: FLAG.syn,
  F: FLAG.fin,
  R: FLAG.rst,
  P: FLAG.psh,
  A: FLAG.ack,
  U: FLAG.urg,
  E: FLAG.ece,
  W: FLAG.cwr,
};
const ETHERNET_HEADER = 14;
const VLAN_TAG = 4;
/** Ethernet fills shorter frames up, and the capture shows the filled length. */
const SHORTEST_FRAME = 60;
const V4_HEADER = 20;
const V6_HEADER = 40;
const TCP_HEADER = 20;
/** The one option of a SYN that fits into a frame that was filled up. */
const MSS_OPTION = 4;
const EIGHT_BYTES = 8;
const HAS_EIGHT_BYTES: ReadonlySet<Protocol> = new Set(['udp', 'icmp', 'icmp6']);
const NO_NUMBERS: WireNumbers = { sequence: 0, acknowledged: null, known: true };

/** Fills the link layer of an emptied packet record. */
export function fillLink(packet: Packet, link: TextLink): void {
  packet.macSource = macNumber(link.source);
  packet.macDestination = macNumber(link.destination);
  packet.taken = link.taken;
  if (link.vlans !== null) packet.vlans = link.vlans.reduce(packVlan, 0);
}

/**
 * Fills a packet record with what text showed; what it did not show is `NOT_SHOWN` or 0. The innermost packet is the
 * packet, the tunnels around it are noted. Returns its numbers; null for a packet of which the text shows too little.
 */
export function fillPacket(
  packet: Packet,
  ip: TextIp,
  link: TextLink,
  numbersOf: (ip: TextIp) => WireNumbers,
): WireNumbers | null {
  let inner = ip;
  while (inner.tunnel?.inside != null && packet.tunnels < packet.tunnel.length) {
    const around = packet.tunnel[packet.tunnels];
    if (around !== undefined) {
      around.kind = inner.tunnel.kind;
      around.key = inner.tunnel.key ?? NOT_SHOWN;
      around.family = writeAddress(around.source, inner.source) ?? 4;
      writeAddress(around.destination, inner.destination);
    }
    packet.tunnels += 1;
    inner = inner.tunnel.inside;
  }
  fillNetwork(packet, inner);
  if (inner.head === null && inner === ip) packet.ipBytes = bytesByFrame(inner, link);
  const numbers = inner.tcp === null ? NO_NUMBERS : numbersOf(inner);
  fillTransport(packet, inner, numbers);
  packet.print = printOf(packet, inner);
  return isWhole(inner) ? numbers : null;
}

function isWhole({ protocol, tcp, icmp, sourcePort, head }: TextIp): boolean {
  if ((head?.offset ?? 0) > 0) return true;
  if (protocol === 'tcp') return tcp !== null && sourcePort !== null;
  if (protocol === 'udp') return sourcePort !== null;
  return (protocol !== 'icmp' && protocol !== 'icmp6') || icmp !== null;
}

/** Fills the packet that an ICMP error quotes. */
export function fillQuoted(packet: Packet, ip: TextIp): void {
  resetPacket(packet);
  fillNetwork(packet, ip);
  packet.sourcePort = ip.sourcePort ?? NOT_SHOWN;
  packet.destinationPort = ip.destinationPort ?? NOT_SHOWN;
  packet.echoId = ip.icmp?.echoId ?? NOT_SHOWN;
}

function fillNetwork(packet: Packet, ip: TextIp): void {
  const { head } = ip;
  packet.family = writeAddress(packet.source, ip.source) ?? 4;
  writeAddress(packet.destination, ip.destination);
  packet.protocol = protocolNumber(head !== null && ip.tunnel === null ? head.protocol : ip.protocol);
  packet.cut = ip.cut;
  if (head === null) return;
  packet.ipBytes = head.length;
  packet.ttl = head.ttl;
  packet.ipId = head.id ?? NOT_SHOWN;
  packet.dontFragment = head.dontFragment;
  packet.fragment = head.moreFragments || head.offset > 0;
  packet.fragmentOffset = head.offset;
  packet.badIpHeader = head.badSum;
}

function fillTransport(packet: Packet, ip: TextIp, { sequence, acknowledged }: WireNumbers): void {
  packet.sourcePort = ip.sourcePort ?? NOT_SHOWN;
  packet.destinationPort = ip.destinationPort ?? NOT_SHOWN;
  packet.payloadBytes = payloadOf(ip);
  packet.checksum = checksumOf(packet, ip);
  if (ip.tcp !== null) {
    for (const flag of ip.tcp.flags) packet.flags |= FLAG_OF[flag] ?? 0;
    packet.sequence = sequence | 0;
    packet.acknowledgement = (acknowledged ?? 0) | 0;
    packet.window = ip.tcp.window ?? NOT_SHOWN;
    packet.mss = ip.tcp.mss ?? NOT_SHOWN;
    packet.windowScale = ip.tcp.windowScale ?? NOT_SHOWN;
  }
  if (ip.icmp !== null) {
    packet.icmpType = ip.icmp.type;
    packet.icmpCode = ip.icmp.code;
    packet.echoId = ip.icmp.echoId ?? NOT_SHOWN;
    if (ip.icmp.echoSequence !== null) packet.sequence = ip.icmp.echoSequence;
    packet.icmpMtu = ip.icmp.nextHopMtu ?? NOT_SHOWN;
    packet.icmpGateway = ip.icmp.gateway === null ? null : addressWords(ip.icmp.gateway);
  }
}

/** What is shown; else, of UDP, ICMP and later fragments, what the header of `-v` leaves (options aside). */
function payloadOf({ payload, protocol, head, source }: TextIp): number {
  if (payload !== null) return payload;
  if (head === null || protocol === 'tcp') return 0;
  const held = head.length - (source.includes(':') ? V6_HEADER : V4_HEADER);
  const header = head.offset > 0 || !HAS_EIGHT_BYTES.has(protocol) ? 0 : EIGHT_BYTES;
  return Math.max(0, held - header);
}

/** The length of the IP packet by that of its Ethernet frame, or by its payload where the frame may have been filled up. */
function bytesByFrame(ip: TextIp, { length, destination, vlans }: TextLink): number {
  if (length === null || destination === null || vlans === null) return 0;
  const tags = VLAN_TAG * vlans.length;
  if (length > SHORTEST_FRAME + tags) return length - ETHERNET_HEADER - tags;
  if (ip.tcp !== null) return V4_HEADER + TCP_HEADER + (ip.tcp.mss === null ? 0 : MSS_OPTION) + (ip.payload ?? 0);
  return ip.payload !== null && HAS_EIGHT_BYTES.has(ip.protocol) ? V4_HEADER + EIGHT_BYTES + ip.payload : 0;
}

/** A sum that is just the pseudo header's is left to the sender's network card (RFC 1071, as in captures' bytes). */
function checksumOf(packet: Packet, { checksum, head, source }: TextIp): number {
  if (checksum === null || head === null) return CHECKSUM.unchecked;
  if (checksum.state !== 'bad') return CHECKSUM[checksum.state];
  const length = head.length - (source.includes(':') ? V6_HEADER : V4_HEADER);
  let sum = packet.protocol + length;
  for (const word of [...packet.source, ...packet.destination]) sum += word >>> 0;
  while (sum > 0xffff) sum = (sum % 0x1_0000) + Math.floor(sum / 0x1_0000);
  return checksum.stored === sum ? CHECKSUM.partial : CHECKSUM.bad;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Two sights of one packet have the same print. 0 where the text shows too little to tell it from a retransmission. */
function printOf(packet: Packet, { head, tcp, icmp }: TextIp): number {
  if (head === null && tcp?.timestamps == null && icmp?.echoSequence == null) return 0;
  const { source, destination, ipId, ipBytes, protocol, sourcePort, destinationPort, payloadBytes } = packet;
  const { sequence, acknowledgement, flags, window, echoId, icmpType, fragmentOffset } = packet;
  const numbers = [
    ...source,
    ...destination,
    ipId,
    ipBytes,
    protocol,
    sourcePort,
    destinationPort,
    payloadBytes,
  ].concat([sequence, acknowledgement, flags, window, echoId, icmpType, fragmentOffset]);
  let hash = FNV_OFFSET;
  for (const number of numbers) hash = Math.imul(hash ^ number, FNV_PRIME);
  for (const letter of tcp?.timestamps ?? '') hash = Math.imul(hash ^ letter.charCodeAt(0), FNV_PRIME);
  return hash === 0 ? 1 : hash;
}

function addressWords(address: string): Words | null {
  const words = noWords();
  return writeAddress(words, address) === null ? null : words;
}

function macNumber(mac: string | null): number {
  return mac === null ? NOT_SHOWN : Number.parseInt(mac.replaceAll(':', ''), 16);
}
