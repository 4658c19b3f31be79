import ipaddr from 'ipaddr.js';
import { isIpv4 } from '../../model/address-text.ts';

/**
 * An address as four signed 32-bit words, IPv4 in the last one. A plain array and not a typed one: there are several
 * for each conversation, and a small typed array takes five times the memory.
 */
export type Words = number[];

export function noWords(): Words {
  return [0, 0, 0, 0];
}

export function copyWords(to: Words, from: Words): void {
  for (let word = 0; word < 4; word += 1) to[word] = from[word] ?? 0;
}

/** Writes an address as four 32-bit words (IPv4 in the last). Returns its family, or null when the text is no address. */
export function writeAddress(words: Words, text: string): 4 | 6 | null {
  const bare = text.split('%')[0] ?? text;
  if (isIpv4(bare)) {
    const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(bare).octets;
    words.fill(0);
    words[3] = (a << 24) | (b << 16) | (c << 8) | d;
    return 4;
  }
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return null;
  const { parts } = ipaddr.IPv6.parse(bare);
  for (let word = 0; word < 4; word += 1) words[word] = ((parts[word * 2] ?? 0) << 16) | (parts[word * 2 + 1] ?? 0);
  return 6;
}

/** The one spelling of an address (RFC 5952 for IPv6). */
export function spellAddress(words: Words, family: 4 | 6): string {
  if (family === 4) {
    const word = words[3] ?? 0;
    return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
  }
  const bytes = [...words].flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
  return new ipaddr.IPv6(bytes).toRFC5952String();
}

/** `02:00:5e:00:53:01` of a 48-bit number. */
export function spellMac(mac: number): string {
  return (mac.toString(16).padStart(12, '0').match(/../g) ?? []).join(':');
}

export function sameWords(one: Words, other: Words): boolean {
  return one[3] === other[3] && one[2] === other[2] && one[1] === other[1] && one[0] === other[0];
}

export function isAllZero(words: Words): boolean {
  return words[0] === 0 && words[1] === 0 && words[2] === 0 && words[3] === 0;
}
