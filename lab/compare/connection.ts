import type { CaptureHalf, DigestFlow } from '../../src/model/facts.ts';
import type { tsharkFields } from '../../test/support/tshark.ts';
import { beginsAnswered } from './differences.ts';

/** What one end of a TCP connection was seen to send. */
export interface EndSeen {
  readonly packets: number;
  readonly syn: boolean;
  readonly synAck: boolean;
  /** Packets that are no SYN, with or without an ACK. */
  readonly further: number;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly payloadBytes: number;
}

/** A TCP connection as one program has it: who opened it (`192.0.2.1:40000 > 192.0.2.9:443`), and what each end sent. */
export interface Connection {
  readonly direction: string;
  readonly originator: EndSeen;
  readonly responder: EndSeen;
  /** A SYN-ACK was captured before any SYN, or without one. */
  readonly beginsAnswered: boolean;
}

/** The connections by the digest of a capture. */
export function ourConnections(flows: readonly DigestFlow[]): readonly Connection[] {
  return flows
    .filter(({ protocol, c2s, s2c }) => protocol === 'tcp' && c2s.packets + s2c.packets > 0)

    .map((flow) => ({
      direction: `${flow.client.address}:${flow.client.port} > ${flow.server.address}:${flow.server.port}`,
      originator: ofHalf(flow.c2s),
      responder: ofHalf(flow.s2c),
      beginsAnswered: beginsAnswered(flow),
    }));
}

function ofHalf({ packets, payloadBytes, tcp }: CaptureHalf): EndSeen {
  const saw = (kind: 'syn' | 'synAck' | 'fin' | 'rst'): boolean => (tcp?.[kind].packets ?? 0) > 0;
  const opening = (tcp?.syn.packets ?? 0) + (tcp?.synAck.packets ?? 0);
  const flags = { syn: saw('syn'), synAck: saw('synAck'), fin: saw('fin'), rst: saw('rst') };
  return { packets, payloadBytes, further: packets - opening, ...flags };
}

type Row = ReturnType<typeof tsharkFields>[number];

const NOTHING: EndSeen = {
  packets: 0,
  syn: false,
  synAck: false,
  further: 0,
  fin: false,
  rst: false,
  payloadBytes: 0,
};

/** The same from tshark's packets, by its own numbers of streams. Whoever sent the first packet opened it, or got its SYN-ACK. */
export function tsharkConnections(rows: readonly Row[]): readonly Connection[] {
  const streams = new Map<string, Row[]>();
  for (const row of rows) {
    const stream = row['tcp.stream'] ?? '';
    streams.set(stream, [...(streams.get(stream) ?? []), row]);
  }
  return [...streams.values()].flatMap((packets) => {
    const [first] = packets;
    if (first === undefined) return [];
    const isAnswer = is(first, 'syn') && is(first, 'ack');
    const [from, to] = isAnswer ? endsOf(first).toReversed() : endsOf(first);
    const seen = (end: string | undefined) =>
      packets.filter((row) => endsOf(row)[0] === end).reduce(withPacket, NOTHING);
    return [{ direction: `${from} > ${to}`, originator: seen(from), responder: seen(to), beginsAnswered: isAnswer }];
  });
}

function withPacket(seen: EndSeen, row: Row): EndSeen {
  return {
    packets: seen.packets + 1,
    payloadBytes: seen.payloadBytes + Number(row['tcp.len']),
    syn: seen.syn || (is(row, 'syn') && !is(row, 'ack')),
    synAck: seen.synAck || (is(row, 'syn') && is(row, 'ack')),
    further: seen.further + (is(row, 'syn') ? 0 : 1),
    fin: seen.fin || is(row, 'fin'),
    rst: seen.rst || is(row, 'reset'),
  };
}

function endsOf(row: Row): readonly [string, string] {
  const [from, to] = [row['ip.src'] || row['ipv6.src'], row['ip.dst'] || row['ipv6.dst']];
  return [`${from}:${row['tcp.srcport']}`, `${to}:${row['tcp.dstport']}`];
}

function is(row: Row, flag: 'syn' | 'ack' | 'fin' | 'reset'): boolean {
  return ['1', 'True'].includes(row[`tcp.flags.${flag}`] ?? '');
}
