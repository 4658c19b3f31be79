import type { Words } from './address-words.ts';
import { i32, u8, u16 } from './bytes.ts';
import { CHECKSUM, type Packet } from './packet.ts';

/** True when an IPv4 header's own checksum holds (RFC 791). */
export function ipHeaderHolds(bytes: Uint8Array, at: number, end: number): boolean {
  return folded(sumOf(bytes, at, end)) === 0xffff;
}

/**
 * Judges a TCP, UDP or ICMPv6 checksum over the whole segment and the pseudo header (RFC 1071, RFC 8200 §8.1).
 * `field` is where the checksum stands. Callers have made sure that all bytes up to `end` are there.
 */
export function transportChecksum(
  packet: Packet,
  bytes: Uint8Array,
  at: number,
  end: number,
  field: number,
): (typeof CHECKSUM)[keyof typeof CHECKSUM] {
  const stored = u16(bytes, field);
  if (stored === 0 && packet.protocol !== 58) return CHECKSUM.zero;
  const pseudo = wordsOf(packet.source) + wordsOf(packet.destination) + packet.protocol + (end - at);
  if (folded(pseudo + sumOf(bytes, at, end)) === 0xffff) return CHECKSUM.good;
  return stored === folded(pseudo) ? CHECKSUM.partial : CHECKSUM.bad;
}

/** ICMP's checksum has no pseudo header (RFC 792). */
export function icmpChecksum(bytes: Uint8Array, at: number, end: number): (typeof CHECKSUM)[keyof typeof CHECKSUM] {
  return folded(sumOf(bytes, at, end)) === 0xffff ? CHECKSUM.good : CHECKSUM.bad;
}

const PRINTED_BYTES = 64;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A number that two sights of one packet share and two packets hardly ever: the IP id, the length, and the first
 * bytes of the transport without the checksum, which a network card may fill in between. Never 0.
 */
export function printOf(packet: Packet, bytes: Uint8Array, at: number, end: number, checksumAt: number): number {
  let hash = Math.imul(FNV_OFFSET ^ packet.ipId, FNV_PRIME);
  hash = Math.imul(hash ^ (packet.ipBytes + packet.fragmentOffset * 31), FNV_PRIME);
  const stop = Math.min(end, at + PRINTED_BYTES);
  for (let index = at; index < stop; index += 1) {
    if (index !== checksumAt && index !== checksumAt + 1) hash = Math.imul(hash ^ u8(bytes, index), FNV_PRIME);
  }
  return hash === 0 ? 1 : hash;
}

const HASHED_PAYLOAD = 256;

/** FNV-1a (32 bit) of the first 256 bytes, as eight hexadecimal digits. */
export function payloadHash(bytes: Uint8Array, at: number, length: number): string {
  let hash = FNV_OFFSET;
  const stop = at + Math.min(length, HASHED_PAYLOAD);
  for (let index = at; index < stop; index += 1) hash = Math.imul(hash ^ u8(bytes, index), FNV_PRIME);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function sumOf(bytes: Uint8Array, at: number, end: number): number {
  let sum = 0;
  let index = at;
  // Four bytes at a time: their sum is the same to the one's complement, and no sum of a packet leaves 2^53.
  for (; index + 3 < end; index += 4) sum += i32(bytes, index) >>> 0;
  for (; index + 1 < end; index += 2) sum += u16(bytes, index);
  return index < end ? sum + u8(bytes, index) * 256 : sum;
}

function wordsOf(address: Words): number {
  let sum = 0;
  for (let index = 0; index < 4; index += 1) sum += (address[index] ?? 0) >>> 0;
  return sum;
}

function folded(sum: number): number {
  let rest = sum;
  while (rest > 0xffff) rest = (rest % 0x1_0000) + Math.floor(rest / 0x1_0000);
  return rest;
}
