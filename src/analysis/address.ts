import ipaddr from 'ipaddr.js';
import { isIpv4, mayBeIpv6 } from '../model/address-text.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An IPv4-mapped IPv6 address is read as the IPv4 address it carries; short forms such as `10.1` are refused. */
function parse(text: string): Address | null {
  const bare = text.trim();
  if (isIpv4(bare)) return ipaddr.IPv4.parse(bare);
  return mayBeIpv6(bare) && ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : null;
}

function spell(address: Address): string {
  return address.kind() === 'ipv6' && address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

/** The one spelling of an address (RFC 5952 for IPv6), or null when the text is no address. */
export function canonicalAddress(text: string): string | null {
  if (ipv4Number(text) !== null) return text;
  const address = parse(text);
  return address === null ? null : spell(address);
}

/** An IPv4 address in its one spelling as a number of 32 bits; null for everything else, which may be an address too. */
export function ipv4Number(text: string): number | null {
  return isIpv4(text) ? text.split('.').reduce((number, octet) => number * 256 + Number(octet), 0) : null;
}

/** True when both texts are the same address, however they are spelled. Text that is no address equals nothing. */
export function sameAddress(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  if (one !== other && isIpv4(one) && isIpv4(other)) return false;
  const key = canonicalAddress(one);
  return key !== null && key === canonicalAddress(other);
}

/** `192.0.2.1/24` without its length. */
export function withoutLength(text: string): string {
  return text.split('/')[0]?.trim() ?? text;
}

function parsePrefix(text: string): readonly [Address, number] | null {
  const address = parse(withoutLength(text));
  if (address === null) return null;
  const widest = address.kind() === 'ipv4' ? 32 : 128;
  const written = text.split('/')[1];
  const length = written === undefined ? widest : Number(written);
  return Number.isInteger(length) && length >= 0 && length <= widest ? [address, length] : null;
}

interface PlainPrefix {
  readonly number: number;
  readonly length: number;
}

/** An IPv4 prefix, or address, in its one spelling; null for everything else. */
function plainPrefix(text: string): PlainPrefix | null {
  const slash = text.indexOf('/');
  const number = ipv4Number(slash < 0 ? text : text.slice(0, slash));
  if (number === null) return null;
  const written = slash < 0 ? '32' : text.slice(slash + 1);
  return /^\d{1,2}$/.test(written) && Number(written) <= 32 ? { number, length: Number(written) } : null;
}

function isWithin(number: number, prefix: PlainPrefix): boolean {
  const size = 2 ** (32 - prefix.length);
  return Math.floor(number / size) === Math.floor(prefix.number / size);
}

/** The length in bits of a prefix; a bare address is its own prefix. Null when it is no prefix. */
export function prefixLength(prefix: string): number | null {
  return plainPrefix(prefix)?.length ?? parsePrefix(prefix)?.[1] ?? null;
}

/** True when the prefix (or bare address) covers the address. Host bits in the prefix are ignored. */
export function covers(prefix: string, address: string): boolean {
  const plain = plainPrefix(prefix);
  const number = plain === null ? null : ipv4Number(address);
  if (plain !== null && number !== null) return isWithin(number, plain);
  const range = parsePrefix(prefix);
  const single = parse(address);
  if (range === null || single === null || range[0].kind() !== single.kind()) return false;
  return single.match([range[0], range[1]]);
}

/** True for `0.0.0.0/0` and `::/0`. */
export function isDefaultRoute(prefix: string): boolean {
  return prefix.includes('/') && prefixLength(prefix) === 0;
}

/** True when both are IPv4 or both are IPv6. */
export function sameFamily(one: string, other: string): boolean {
  const first = parse(withoutLength(one));
  const second = parse(withoutLength(other));
  return first !== null && second !== null && first.kind() === second.kind();
}

/** Of the rows whose prefix covers the address, those with the longest prefix: several when routes are equal. */
export function longestMatches<T extends { readonly prefix: string }>(
  rows: readonly T[],
  address: string,
): readonly T[] {
  const number = ipv4Number(address);
  let longest = -1;
  let best: T[] = [];
  for (const row of rows) {
    const plain = number === null ? null : plainPrefix(row.prefix);
    const length = plain === null ? prefixLength(row.prefix) : plain.length;
    if (length === null || length < longest) continue;
    if (plain === null || number === null ? !covers(row.prefix, address) : !isWithin(number, plain)) continue;
    if (length > longest) best = [];
    longest = length;
    best.push(row);
  }
  return best;
}
