import type { CaptureHalf, DigestFlow } from '../../src/model/facts.ts';
import type { ArgusFlow } from '../../test/support/argus.ts';
import type { TracedDirection } from '../../test/support/tcptrace.ts';
import type { tsharkFields } from '../../test/support/tshark.ts';

/** What every program counts for one direction of one conversation. */
export interface Counts {
  readonly packets: number;
  readonly payloadBytes: number;
  readonly syns: number;
  readonly fins: number;
  readonly resets: number;
  /** Segments that were sent again, or came late. */
  readonly sentAgain: number;
  /** Segments with data that were sent again: neither SYN nor FIN. */
  readonly dataSentAgain: number;
}

/** Counts by direction, `192.0.2.1:40000 > 192.0.2.9:443`; a port pair that is used again is counted together. */
export type Directions = ReadonlyMap<string, Partial<Counts>>;

type Row = ReturnType<typeof tsharkFields>[number];

const ANALYSED = ['retransmission', 'out_of_order', 'keep_alive'] as const;

export const TSHARK_FIELDS = [
  ...['ip.src', 'ipv6.src', 'tcp.srcport', 'ip.dst', 'ipv6.dst', 'tcp.dstport', 'tcp.len', 'tcp.completeness'],
  ...['tcp.stream', 'tcp.flags.syn', 'tcp.flags.ack', 'tcp.flags.fin', 'tcp.flags.reset'],
  ...ANALYSED.map((name) => `tcp.analysis.${name}`),
];

/** TCP as it is, and not as an ICMP error quotes it. */
export const TSHARK_FILTER = 'tcp && !icmp && !icmpv6';

/** What the digest of a capture says. */
export function ourCounts(flows: readonly DigestFlow[]): Directions {
  const counted = flows.flatMap(({ client, server, c2s, s2c, protocol }) => {
    if (protocol !== 'tcp') return [];
    const [one, other] = [`${client.address}:${client.port}`, `${server.address}:${server.port}`];
    return [
      [`${one} > ${other}`, ofHalf(c2s)],
      [`${other} > ${one}`, ofHalf(s2c)],
    ] as const;
  });
  return summed(counted);
}

function ofHalf({ packets, payloadBytes, tcp }: CaptureHalf): Counts {
  const again = (tcp?.retransmissions ?? 0) + (tcp?.outOfOrder ?? 0);
  const flagsAgain = (tcp?.syn.repeated ?? 0) + (tcp?.synAck.repeated ?? 0) + (tcp?.fin.repeated ?? 0);
  return {
    packets,
    payloadBytes,
    syns: (tcp?.syn.packets ?? 0) + (tcp?.synAck.packets ?? 0),
    fins: tcp?.fin.packets ?? 0,
    resets: tcp?.rst.packets ?? 0,
    sentAgain: again,
    dataSentAgain: (tcp?.retransmissions ?? 0) - flagsAgain,
  };
}

/** The same from tshark's packets. */
export function tsharkCounts(rows: readonly Row[]): Directions {
  return summed(
    rows.map((row) => {
      const is = (field: string): number => (['1', 'True'].includes(row[field] ?? '') ? 1 : 0);
      const has = (field: string): number => (row[`tcp.analysis.${field}`] === '' ? 0 : 1);
      const [from, to] = [row['ip.src'] || row['ipv6.src'], row['ip.dst'] || row['ipv6.dst']];
      const counts = {
        packets: 1,
        payloadBytes: Number(row['tcp.len']),
        syns: is('tcp.flags.syn'),
        fins: is('tcp.flags.fin'),
        resets: is('tcp.flags.reset'),
        sentAgain: Math.max(has('retransmission'), has('out_of_order')),
      };
      return [`${from}:${row['tcp.srcport']} > ${to}:${row['tcp.dstport']}`, counts] as const;
    }),
  );
}

/** The same from tcptrace's connections. */
export function tcptraceCounts(directions: readonly TracedDirection[]): Directions {
  return summed(
    directions.map(({ from, to, columns }) => {
      const count = (name: string): number => Number(columns[name]);
      const [syns = '0', fins = '0'] = (columns['SYN/FIN_pkts_sent'] ?? '').split('/');
      const counts = {
        packets: count('total_packets'),
        payloadBytes: count('actual_data_bytes'),
        syns: Number(syns),
        fins: Number(fins),
        resets: count('resets_sent'),
        dataSentAgain: count('rexmt_data_pkts'),
      };
      return [`${from} > ${to}`, counts] as const;
    }),
  );
}

/** The same from Argus' transactions. */
export function argusCounts(flows: readonly ArgusFlow[]): Directions {
  return summed(
    flows.flatMap(({ from, to, source, destination }) => {
      const ofEnd = ({ packets, payloadBytes }: ArgusFlow['source']) => ({ packets, payloadBytes });
      return [
        [`${from} > ${to}`, ofEnd(source)],
        [`${to} > ${from}`, ofEnd(destination)],
      ] as const;
    }),
  );
}

function summed(all: readonly (readonly [string, Partial<Counts>])[]): Directions {
  const sums = new Map<string, Record<string, number>>();
  for (const [direction, counts] of all) {
    const sum = sums.get(direction) ?? {};
    for (const [name, value] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + value;
    sums.set(direction, sum);
  }
  return sums;
}
