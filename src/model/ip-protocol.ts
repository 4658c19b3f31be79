/** IP protocols by the names that Linux and AWS write for them (IANA registry of protocol numbers, /etc/protocols). */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['icmp', 1],
  ['tcp', 6],
  ['udp', 17],
  ['gre', 47],
  ['esp', 50],
  ['ah', 51],
  ['ipv6-icmp', 58],
  ['icmpv6', 58],
  ['sctp', 132],
  ['udplite', 136],
]);

/** The number of a protocol's name, in lower case; null for a word that names none. */
export function numberOfProtocol(name: string): number | null {
  return NUMBERS.get(name) ?? null;
}
