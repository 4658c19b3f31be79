import type { CaptureIcmp } from '../../model/facts/capture.ts';
import type { Words } from './address-words.ts';
import { i32, u8, u16, u32 } from './bytes.ts';
import { type Body, readIpv4, readIpv6 } from './network.ts';
import { createPacket, type Packet, resetPacket } from './packet.ts';
import { PROTOCOL, readQuotedTransport } from './transport.ts';

/** Reads what an ICMP or ICMPv6 error says, and the packet that it quotes, into an ICMP packet. */
export type QuoteReader = (packet: Packet, bytes: Uint8Array, body: Body) => void;

const V4_ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);
const V6_REDIRECT = 137;
const V6_REDIRECTED_HEADER = 4;

/** A reader with its own record for quoted packets. Messages that quote none leave `quoted` null. */
export function createQuoteReader(): QuoteReader {
  const quoted = createPacket();
  const inner: Body = { at: 0, end: 0, wireEnd: 0 };
  const quote = (packet: Packet, bytes: Uint8Array, at: number, end: number): void => {
    resetPacket(quoted);
    const known =
      u8(bytes, at) >> 4 === 6 ? readIpv6(quoted, bytes, at, end, inner) : readIpv4(quoted, bytes, at, end, inner);
    if (!known) return;
    readQuotedTransport(quoted, bytes, inner);
    packet.quoted = quoted;
  };
  return (packet, bytes, { at, end }) => {
    const { icmpType, icmpCode } = packet;
    if (packet.protocol === PROTOCOL.icmp) {
      if (!V4_ERRORS.has(icmpType)) return;
      if (icmpType === 3 && icmpCode === 4) packet.icmpMtu = u16(bytes, at + 6);
      if (icmpType === 5) packet.icmpGateway = [0, 0, 0, i32(bytes, at + 4)];
      quote(packet, bytes, at + 8, end);
    } else if (icmpType === V6_REDIRECT) {
      if (end - at < 40) return;
      packet.icmpGateway = words(bytes, at + 8);
      const header = redirectedHeader(bytes, at + 40, end);
      if (header !== null) quote(packet, bytes, header, end);
    } else if (icmpType >= 1 && icmpType <= 4) {
      if (icmpType === 2) packet.icmpMtu = u32(bytes, at + 4);
      quote(packet, bytes, at + 8, end);
    }
  };
}

/** Where the redirected packet begins among a redirect's options (RFC 4861 §4.6.3). */
function redirectedHeader(bytes: Uint8Array, start: number, end: number): number | null {
  for (let at = start; end - at >= 8; ) {
    if (u8(bytes, at) === V6_REDIRECTED_HEADER) return at + 8;
    const length = u8(bytes, at + 1) * 8;
    if (length === 0) return null;
    at += length;
  }
  return null;
}

function words(bytes: Uint8Array, at: number): Words {
  return [i32(bytes, at), i32(bytes, at + 4), i32(bytes, at + 8), i32(bytes, at + 12)];
}

/** What a type and code mean, in the words of the facts. */
export function icmpMeaning(protocol: number, type: number, code: number): CaptureIcmp['meaning'] {
  if (protocol === PROTOCOL.icmp) {
    if (type === 3) return code === 4 ? 'too-big' : 'unreachable';
    return V4_MEANINGS.get(type) ?? 'other';
  }
  return V6_MEANINGS.get(type) ?? 'other';
}

const V4_MEANINGS = new Map<number, CaptureIcmp['meaning']>([
  [5, 'redirect'],
  [11, 'time-exceeded'],
  [12, 'parameter-problem'],
]);

const V6_MEANINGS = new Map<number, CaptureIcmp['meaning']>([
  [1, 'unreachable'],
  [2, 'too-big'],
  [3, 'time-exceeded'],
  [4, 'parameter-problem'],
  [137, 'redirect'],
]);
