import ipaddr from 'ipaddr.js';

/** A node stands for the first `length` bits of `bytes`; only nodes with values are prefixes that were put in. */
interface Node<T> {
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly values: T[];
  zero: Node<T> | null;
  one: Node<T> | null;
}

interface Bits {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/**
 * Finds the longest prefix that covers an address. Nodes of a single branch are folded into one (a radix tree), so it
 * holds at most two nodes a prefix and looks at no more of them than the address has bits, however many routes there are.
 * IPv4 and IPv6 are kept apart; host bits of prefixes are ignored.
 */
export class PrefixTrie<T> {
  private readonly four: Node<T> = root();
  private readonly six: Node<T> = root();

  /** Puts a value under a prefix (`192.0.2.0/24`; a bare address is its own prefix); false when it is none. */
  add(prefix: string, value: T): boolean {
    const bits = bitsOf(prefix);
    if (bits === null) return false;
    place(bits.bytes.length === 4 ? this.four : this.six, bits).values.push(value);
    return true;
  }

  /** All values under the longest prefix that covers the address, in the order in which they came; none when none does. */
  longest(address: string): readonly T[] {
    const bits = address.includes('/') ? null : bitsOf(address);
    if (bits === null) return [];
    let best: readonly T[] = [];
    let node: Node<T> | null = bits.bytes.length === 4 ? this.four : this.six;
    while (node !== null && sharedBits(node, bits) === node.length) {
      if (node.values.length > 0) best = node.values;
      node = node.length < bits.length ? child(node, bits) : null;
    }
    return best;
  }
}

function root<T>(): Node<T> {
  return { bytes: new Uint8Array(16), length: 0, values: [], zero: null, one: null };
}

/** Walks down as far as the bits agree; where they part, a node is put in between. */
function place<T>(from: Node<T>, bits: Bits): Node<T> {
  let node = from;
  while (node.length < bits.length) {
    const next: Node<T> | null = child(node, bits);
    if (next === null) return attach(node, { ...bits, values: [], zero: null, one: null });
    const shared = sharedBits(next, bits);
    if (shared < next.length) {
      const fork: Node<T> = { bytes: bits.bytes, length: shared, values: [], zero: null, one: null };
      attach(node, fork);
      attach(fork, next);
      node = fork;
    } else node = next;
  }
  return node;
}

function child<T>(node: Node<T>, bits: Bits): Node<T> | null {
  return bitAt(bits.bytes, node.length) === 1 ? node.one : node.zero;
}

function attach<T>(parent: Node<T>, node: Node<T>): Node<T> {
  if (bitAt(node.bytes, parent.length) === 1) parent.one = node;
  else parent.zero = node;
  return node;
}

function bitAt(bytes: Uint8Array, index: number): 0 | 1 {
  return ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) === 0 ? 0 : 1;
}

/** How many leading bits two prefixes have in common, at most the length of the shorter one. */
function sharedBits(one: Bits, other: Bits): number {
  const most = Math.min(one.length, other.length);
  for (let at = 0; at * 8 < most; at += 1) {
    const differ = (one.bytes[at] ?? 0) ^ (other.bytes[at] ?? 0);
    if (differ !== 0) return Math.min(most, at * 8 + Math.clz32(differ) - 24);
  }
  return most;
}

const PLAIN_IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** The bytes of an address; an IPv6 address that carries an IPv4 one is read as the latter, as everywhere. */
function bytesOf(text: string): Uint8Array | null {
  // Long tables are IPv4 nearly always, and the library takes its time.
  const quad = PLAIN_IPV4.exec(text)?.slice(1).map(Number);
  if (quad !== undefined) return quad.every((part) => part <= 255) ? Uint8Array.from(quad) : null;
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return null;
  return Uint8Array.from(ipaddr.process(text).toByteArray());
}

function bitsOf(text: string): Bits | null {
  const slash = text.indexOf('/');
  const bytes = bytesOf(slash === -1 ? text : text.slice(0, slash));
  if (bytes === null) return null;
  const widest = bytes.length * 8;
  const written = slash === -1 ? widest : Number(text.slice(slash + 1));
  const length = bytes.length === 4 && text.includes(':') && slash !== -1 ? written - 96 : written;
  return Number.isInteger(length) && length >= 0 && length <= widest ? { bytes, length } : null;
}
