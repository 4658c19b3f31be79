import { i32, u8, u16 } from './bytes.ts';
import { icmpChecksum, printOf, transportChecksum } from './checksum.ts';
import type { Body } from './network.ts';
import { CHECKSUM, type Packet } from './packet.ts';

export const PROTOCOL = { icmp: 1, ipInIp: 4, tcp: 6, udp: 17, ipv6InIp: 41, gre: 47, icmp6: 58 } as const;

const NO_CHECKSUM = -2;

/**
 * Reads the transport header of a whole packet or of its first fragment into the packet. False when too little of it
 * is there to know the conversation. Protocols without ports are only their payload.
 */
export function readTransport(packet: Packet, bytes: Uint8Array, body: Body): boolean {
  packet.bytes = bytes;
  setPayload(packet, body, 0);
  if (packet.fragmentOffset > 0) {
    packet.print = printOf(packet, bytes, body.at, body.end, NO_CHECKSUM);
    return true;
  }
  switch (packet.protocol) {
    case PROTOCOL.tcp:
      return readTcp(packet, bytes, body);
    case PROTOCOL.udp:
      return readUdp(packet, bytes, body);
    case PROTOCOL.icmp:
    case PROTOCOL.icmp6:
      return readIcmp(packet, bytes, body);
    default:
      packet.print = printOf(packet, bytes, body.at, body.end, NO_CHECKSUM);
      return true;
  }
}

/** Ports, and the sequence number of TCP, from the eight bytes that an ICMP error quotes at least (RFC 792). */
export function readQuotedTransport(packet: Packet, bytes: Uint8Array, body: Body): void {
  if (packet.fragmentOffset > 0 || body.end - body.at < 8) return;
  if (packet.protocol === PROTOCOL.tcp || packet.protocol === PROTOCOL.udp) {
    readPorts(packet, bytes, body.at);
    packet.sequence = i32(bytes, body.at + 4);
  } else if (isEcho(packet.protocol, u8(bytes, body.at))) packet.echoId = u16(bytes, body.at + 4);
}

function readPorts(packet: Packet, bytes: Uint8Array, at: number): void {
  packet.sourcePort = u16(bytes, at);
  packet.destinationPort = u16(bytes, at + 2);
}

function setPayload(packet: Packet, body: Body, header: number): void {
  packet.transportHeader = header;
  packet.payloadAt = body.at + header;
  packet.payloadBytes = Math.max(0, body.wireEnd - body.at - header);
  packet.payloadHeld = Math.max(0, Math.min(body.end - body.at - header, packet.payloadBytes));
}

const SHORTEST_TCP = 16;

function readTcp(packet: Packet, bytes: Uint8Array, body: Body): boolean {
  const { at, end } = body;
  if (end - at < SHORTEST_TCP) return false;
  const header = (u8(bytes, at + 12) >> 4) * 4;
  if (header < 20 || at + header > body.wireEnd) return false;
  readPorts(packet, bytes, at);
  packet.sequence = i32(bytes, at + 4);
  packet.acknowledgement = i32(bytes, at + 8);
  packet.flags = u8(bytes, at + 13);
  packet.window = u16(bytes, at + 14);
  readOptions(packet, bytes, at + 20, Math.min(end, at + header));
  setPayload(packet, body, header);
  packet.print = printOf(packet, bytes, at, end, at + 16);
  packet.checksum = isWhole(packet, body) ? transportChecksum(packet, bytes, at, end, at + 16) : CHECKSUM.unchecked;
  return true;
}

/** Maximum segment size and window scale (RFC 9293, RFC 7323), which stand only in a SYN. */
function readOptions(packet: Packet, bytes: Uint8Array, start: number, end: number): void {
  if ((packet.flags & 0x02) === 0) return;
  for (let at = start; at < end; ) {
    const kind = u8(bytes, at);
    if (kind === 0) return;
    const length = kind === 1 ? 1 : u8(bytes, at + 1);
    if (length === 0 || at + length > end) return;
    if (kind === 2 && length === 4) packet.mss = u16(bytes, at + 2);
    if (kind === 3 && length === 3) packet.windowScale = u8(bytes, at + 2);
    at += length;
  }
}

function readUdp(packet: Packet, bytes: Uint8Array, body: Body): boolean {
  const { at, end } = body;
  if (end - at < 8) return false;
  readPorts(packet, bytes, at);
  setPayload(packet, body, 8);
  packet.print = printOf(packet, bytes, at, end, at + 6);
  packet.checksum = isWhole(packet, body) ? transportChecksum(packet, bytes, at, end, at + 6) : CHECKSUM.unchecked;
  return true;
}

function readIcmp(packet: Packet, bytes: Uint8Array, body: Body): boolean {
  const { at, end } = body;
  if (end - at < 8) return false;
  packet.icmpType = u8(bytes, at);
  packet.icmpCode = u8(bytes, at + 1);
  if (isEcho(packet.protocol, packet.icmpType)) {
    packet.echoId = u16(bytes, at + 4);
    packet.sequence = u16(bytes, at + 6);
  }
  setPayload(packet, body, 8);
  packet.print = printOf(packet, bytes, at, end, at + 2);
  if (!isWhole(packet, body)) packet.checksum = CHECKSUM.unchecked;
  else if (packet.protocol === PROTOCOL.icmp) packet.checksum = icmpChecksum(bytes, at, end);
  else packet.checksum = transportChecksum(packet, bytes, at, end, at + 2);
  return true;
}

function isEcho(protocol: number, type: number): boolean {
  return protocol === PROTOCOL.icmp ? type === 8 || type === 0 : type === 128 || type === 129;
}

/** Whether an ICMP echo message is the request. */
export function isEchoRequest({ protocol, icmpType }: Packet): boolean {
  return protocol === PROTOCOL.icmp ? icmpType === 8 : icmpType === 128;
}

function isWhole(packet: Packet, body: Body): boolean {
  return !packet.fragment && body.end === body.wireEnd;
}
