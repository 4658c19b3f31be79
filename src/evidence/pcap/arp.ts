import type { CaptureSummary } from '../../model/facts/capture.ts';
import { spellMac } from './address-words.ts';
import { u8, u16, u48 } from './bytes.ts';

/** Who answered in ARP to have an IPv4 address (RFC 826). */
export interface ArpReplies {
  take(bytes: Uint8Array, at: number, end: number): void;
  replies(): CaptureSummary['arp'];
}

const REPLY = 2;

export function createArpReplies(most: number): ArpReplies {
  const known = new Map<string, { readonly address: string; readonly mac: string; replies: number }>();
  return {
    take: (bytes, at, end) => {
      if (end - at < 28 || u16(bytes, at + 2) !== 0x0800 || u16(bytes, at + 6) !== REPLY) return;
      const mac = spellMac(u48(bytes, at + 8));
      const address = [14, 15, 16, 17].map((place) => u8(bytes, at + place)).join('.');
      const key = `${address} ${mac}`;
      const entry = known.get(key);
      if (entry !== undefined) entry.replies += 1;
      else if (known.size < most) known.set(key, { address, mac, replies: 1 });
    },
    replies: () => [...known.values()].map((entry) => ({ ...entry })),
  };
}
