import { addressNumber } from './address.ts';
import {
  frameBytes,
  type Packet,
  PROTOCOLS,
  packetBytes,
  SYN_OPTIONS,
  type TcpFlags,
  transportHeaderBytes,
} from './packet.ts';

export interface CapturedFrame {
  readonly packet: Packet;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly sourceMac: string;
  readonly destinationMac: string;
}

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const ETHERNET = 14;
const IP = 20;

/** A classic pcap file, little-endian, microseconds, Ethernet (IETF draft-ietf-opsawg-pcap). */
export function pcapFile(frames: readonly CapturedFrame[]): Uint8Array {
  const length = frames.reduce((sum, { packet }) => sum + RECORD_HEADER + frameBytes(packet), FILE_HEADER);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, 65_535, true);
  view.setUint32(20, 1, true);
  let at = FILE_HEADER;
  for (const frame of frames) {
    const size = frameBytes(frame.packet);
    view.setUint32(at, Math.floor(frame.at / 1000), true);
    view.setUint32(at + 4, Math.round((frame.at % 1000) * 1000), true);
    view.setUint32(at + 8, size, true);
    view.setUint32(at + 12, size, true);
    bytes.set(frameOf(frame), at + RECORD_HEADER);
    at += RECORD_HEADER + size;
  }
  return bytes;
}

/** Ethernet, IPv4 and TCP or UDP with correct lengths and checksums (RFC 791, 9293, 768); the payload is a pattern of its place. */
export function frameOf({ packet, sourceMac, destinationMac }: CapturedFrame): Uint8Array {
  const bytes = new Uint8Array(frameBytes(packet));
  const view = new DataView(bytes.buffer);
  bytes.set(macBytes(destinationMac), 0);
  bytes.set(macBytes(sourceMac), 6);
  view.setUint16(12, 0x0800);
  writeIp(view, packet);
  if (packet.transport === 'tcp') writeTcp(view, bytes, packet);
  else writeUdp(view, packet);
  const payloadAt = bytes.length - packet.payload;
  for (let at = payloadAt; at < bytes.length; at += 1) bytes[at] = (packet.seq + at * 7) % 251;
  view.setUint16(ETHERNET + 10, checksum(bytes.subarray(ETHERNET, ETHERNET + IP), 0));
  const transport = bytes.subarray(ETHERNET + IP);
  const sum = checksum(transport, pseudoHeader(packet, transport.length));
  view.setUint16(ETHERNET + IP + (packet.transport === 'tcp' ? 16 : 6), sum);
  return bytes;
}

function writeIp(view: DataView, packet: Packet): void {
  view.setUint8(ETHERNET, 0x45);
  view.setUint16(ETHERNET + 2, packetBytes(packet));
  view.setUint16(ETHERNET + 4, packet.id % 65_536);
  view.setUint16(ETHERNET + 6, 0x4000);
  view.setUint8(ETHERNET + 8, packet.ttl);
  view.setUint8(ETHERNET + 9, PROTOCOLS[packet.transport]);
  view.setUint32(ETHERNET + 12, addressNumber(packet.source) ?? 0);
  view.setUint32(ETHERNET + 16, addressNumber(packet.destination) ?? 0);
}

function writeTcp(view: DataView, bytes: Uint8Array, packet: Packet): void {
  const at = ETHERNET + IP;
  view.setUint16(at, packet.sourcePort);
  view.setUint16(at + 2, packet.destinationPort);
  view.setUint32(at + 4, packet.seq);
  view.setUint32(at + 8, packet.ack);
  view.setUint8(at + 12, (transportHeaderBytes(packet) / 4) << 4);
  view.setUint8(at + 13, flagBits(packet.flags));
  view.setUint16(at + 14, 64_240);
  if (packet.flags.syn === true) bytes.set(SYN_OPTIONS, at + 20);
}

function writeUdp(view: DataView, packet: Packet): void {
  const at = ETHERNET + IP;
  view.setUint16(at, packet.sourcePort);
  view.setUint16(at + 2, packet.destinationPort);
  view.setUint16(at + 4, 8 + packet.payload);
}

function flagBits({ fin, syn, rst, psh, ack }: TcpFlags): number {
  return [fin, syn, rst, psh, ack].reduce((bits, flag, index) => bits | (flag === true ? 1 << index : 0), 0);
}

function pseudoHeader(packet: Packet, length: number): number {
  const [source, destination] = [addressNumber(packet.source) ?? 0, addressNumber(packet.destination) ?? 0];
  const halves = [source, destination].map((address) => Math.floor(address / 65_536) + (address % 65_536));
  return halves.reduce((sum, half) => sum + half, PROTOCOLS[packet.transport] + length);
}

/** The one's complement sum of RFC 1071 over 16-bit words. */
function checksum(bytes: Uint8Array, start: number): number {
  let sum = start;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 65_536);
  return ~sum & 0xffff;
}

function macBytes(mac: string): Uint8Array {
  return Uint8Array.from(mac.split(':').map((part) => Number.parseInt(part, 16)));
}
