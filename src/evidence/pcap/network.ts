import { i32, u8, u16 } from './bytes.ts';
import { ipHeaderHolds } from './checksum.ts';
import type { Packet } from './packet.ts';

/**
 * Where the payload of an IP packet stands: `at` its first byte, `end` behind the last that the file holds,
 * `wireEnd` behind the last that there was.
 */
export interface Body {
  at: number;
  end: number;
  wireEnd: number;
}

/** Reads an IPv4 header (RFC 791). False when it is none or is cut off. */
export function readIpv4(packet: Packet, bytes: Uint8Array, at: number, end: number, body: Body): boolean {
  if (end - at < 20 || u8(bytes, at) >> 4 !== 4) return false;
  const header = (u8(bytes, at) & 0x0f) * 4;
  // A length of 0 is what a sender shows that leaves cutting into packets to its network card.
  const total = u16(bytes, at + 2) || end - at;
  if (header < 20 || total < header || end - at < header) return false;
  packet.family = 4;
  packet.ipBytes = total;
  packet.ipId = u16(bytes, at + 4);
  const flags = u16(bytes, at + 6);
  packet.dontFragment = (flags & 0x4000) !== 0;
  packet.fragmentOffset = (flags & 0x1fff) * 8;
  packet.fragment = (flags & 0x3fff) !== 0;
  packet.ttl = u8(bytes, at + 8);
  packet.protocol = u8(bytes, at + 9);
  packet.source.fill(0);
  packet.destination.fill(0);
  packet.source[3] = i32(bytes, at + 12);
  packet.destination[3] = i32(bytes, at + 16);
  packet.badIpHeader = u16(bytes, at + 10) !== 0 && !ipHeaderHolds(bytes, at, at + header);
  return setBody(body, at + header, at + total, end);
}

const MOST_EXTENSIONS = 16;

/** Reads an IPv6 header and walks its extension headers (RFC 8200) to the transport. False when one is cut off. */
export function readIpv6(packet: Packet, bytes: Uint8Array, at: number, end: number, body: Body): boolean {
  if (end - at < 40 || u8(bytes, at) >> 4 !== 6) return false;
  packet.family = 6;
  packet.ttl = u8(bytes, at + 7);
  packet.ipBytes = u16(bytes, at + 4) === 0 ? end - at : 40 + u16(bytes, at + 4);
  for (let word = 0; word < 4; word += 1) {
    packet.source[word] = i32(bytes, at + 8 + word * 4);
    packet.destination[word] = i32(bytes, at + 24 + word * 4);
  }
  let next = u8(bytes, at + 6);
  let place = at + 40;
  for (let count = 0; isExtension(next); count += 1) {
    if (count === MOST_EXTENSIONS || end - place < 8) return false;
    if (next === FRAGMENT) readFragment(packet, bytes, place);
    const length = extensionLength(next, u8(bytes, place + 1));
    next = u8(bytes, place);
    place += length;
    if (packet.fragmentOffset > 0) break;
  }
  packet.protocol = next;
  return place <= end && setBody(body, place, at + packet.ipBytes, end);
}

const FRAGMENT = 44;
const AUTHENTICATION = 51;

/** Hop-by-hop, routing, fragment, authentication, destination options, mobility, HIP and shim6 (IANA registry). */
function isExtension(type: number): boolean {
  return (
    type === 0 ||
    type === 43 ||
    type === FRAGMENT ||
    type === AUTHENTICATION ||
    type === 60 ||
    type === 135 ||
    type === 139 ||
    type === 140
  );
}

function extensionLength(type: number, units: number): number {
  if (type === FRAGMENT) return 8;
  return type === AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
}

function readFragment(packet: Packet, bytes: Uint8Array, at: number): void {
  packet.fragmentOffset = u16(bytes, at + 2) & 0xfff8;
  packet.fragment = (u16(bytes, at + 2) & 0xfff9) !== 0;
  packet.ipId = i32(bytes, at + 4) >>> 0;
}

function setBody(body: Body, at: number, wireEnd: number, end: number): boolean {
  body.at = at;
  body.wireEnd = wireEnd;
  body.end = Math.min(end, wireEnd);
  return true;
}
