import type { DigestFlow } from '../../src/model/facts.ts';
import type { tsharkFields } from '../../test/support/tshark.ts';

/** Parts of a TCP conversation as tshark's `tcp.completeness` counts them (its bit 4, the plain ACK, is left out). */
const PARTS = [
  ['SYN', 1],
  ['SYN-ACK', 2],
  ['data', 8],
  ['FIN', 16],
  ['RST', 32],
] as const;

/** What was seen of the conversations between two ends: the state of each, as `SYN SYN-ACK data`. */
export type States = ReadonlyMap<string, string>;

/** The states by the digest of a capture. */
export function ourStates(flows: readonly DigestFlow[]): States {
  const states = flows
    .filter(({ protocol, c2s, s2c }) => protocol === 'tcp' && c2s.packets + s2c.packets > 0)
    .map(({ client, server, c2s, s2c }) => {
      const seen = {
        SYN: (c2s.tcp?.syn.packets ?? 0) > 0,
        'SYN-ACK': (s2c.tcp?.synAck.packets ?? 0) > 0,
        data: c2s.payloadBytes + s2c.payloadBytes > 0,
        FIN: (c2s.tcp?.fin.packets ?? 0) + (s2c.tcp?.fin.packets ?? 0) > 0,
        RST: (c2s.tcp?.rst.packets ?? 0) + (s2c.tcp?.rst.packets ?? 0) > 0,
      };
      const key = pairOf(`${client.address}:${client.port}`, `${server.address}:${server.port}`);
      return [key, PARTS.filter(([name]) => seen[name]).map(([name]) => name)] as const;
    });
  return merged(states);
}

/** The states as tshark has them. */
export function tsharkStates(rows: ReturnType<typeof tsharkFields>): States {
  const states = rows.map((row) => {
    const [from, to] = [row['ip.src'] || row['ipv6.src'], row['ip.dst'] || row['ipv6.dst']];
    const bits = Number(row['tcp.completeness']);
    const key = pairOf(`${from}:${row['tcp.srcport']}`, `${to}:${row['tcp.dstport']}`);
    return [key, PARTS.filter(([, bit]) => (bits & bit) !== 0).map(([name]) => name)] as const;
  });
  return merged(states);
}

function pairOf(one: string, other: string): string {
  return [one, other].sort().join(' - ');
}

/** A port pair may be used again: then what was seen of either counts. */
function merged(states: readonly (readonly [string, readonly string[]])[]): States {
  const seen = new Map<string, Set<string>>();
  for (const [key, parts] of states) seen.set(key, new Set([...(seen.get(key) ?? []), ...parts]));
  return new Map(
    [...seen].map(([key, parts]) => [
      key,
      PARTS.filter(([name]) => parts.has(name))
        .map(([name]) => name)
        .join(' '),
    ]),
  );
}
