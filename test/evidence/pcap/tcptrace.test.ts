import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptureHalf, DigestFlow } from '../../../src/model/facts.ts';
import { COMPARED_CAPTURES } from '../../support/compared-captures.ts';
import { findDebianTool } from '../../support/debian-tool.ts';
import { digestOf } from '../../support/read-capture-bytes.ts';
import { type TracedDirection, tcptraceDirections } from '../../support/tcptrace.ts';

const INSTALLING = 600_000;

let tcptrace = '';
let folder = '';

beforeAll(() => {
  tcptrace = findDebianTool('tcptrace');
  folder = mkdtempSync(join(tmpdir(), 'roundtrip-tcptrace-'));
}, INSTALLING);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What both count, for one direction of one conversation. */
interface Counts {
  readonly packets: number;
  readonly uniqueBytes: number;
  readonly payloadBytes: number;
  readonly dataSegments: number;
  readonly retransmissions: number;
  readonly synsAndFins: string;
  readonly resets: number;
}

type Directions = Readonly<Record<string, Counts>>;

function theirs(directions: readonly TracedDirection[]): Directions {
  return Object.fromEntries(
    directions.map(({ from, to, columns }) => {
      const count = (name: string): number => Number(columns[name]);
      const counts: Counts = {
        packets: count('total_packets'),
        uniqueBytes: count('unique_bytes_sent'),
        payloadBytes: count('actual_data_bytes'),
        dataSegments: count('actual_data_pkts'),
        retransmissions: count('rexmt_data_pkts'),
        synsAndFins: columns['SYN/FIN_pkts_sent'] ?? '',
        resets: count('resets_sent'),
      };
      return [`${from} > ${to}`, counts];
    }),
  );
}

function ours(flows: readonly DigestFlow[]): Directions {
  return Object.fromEntries(
    flows.flatMap(({ client, server, c2s, s2c }) => {
      const [one, other] = [`${client.address}:${client.port}`, `${server.address}:${server.port}`];
      return [
        [`${one} > ${other}`, countsOf(c2s)],
        [`${other} > ${one}`, countsOf(s2c)],
      ] as const;
    }),
  );
}

function countsOf({ packets, payloadBytes, tcp }: CaptureHalf): Counts {
  if (tcp === null) throw new Error('There is a conversation without TCP in these captures.');
  const { syn, synAck, fin, rst } = tcp;
  return {
    packets,
    uniqueBytes: uniqueBytesOf(tcp),
    payloadBytes,
    dataSegments: tcp.dataSegments,
    // tcptrace counts data that was sent again, and no SYN or FIN.
    retransmissions: tcp.retransmissions - syn.repeated - synAck.repeated - fin.repeated,
    synsAndFins: `${syn.packets + synAck.packets}/${fin.packets}`,
    resets: rst.packets,
  };
}

/** What was sent from the first number to the last, without what was never seen, the SYN and the FIN. */
function uniqueBytesOf({
  syn,
  synAck,
  fin,
  firstSequence,
  sentThrough,
  gaps,
}: NonNullable<CaptureHalf['tcp']>): number {
  if (firstSequence === null || sentThrough === null) return 0;
  const flags = Math.min(1, syn.packets + synAck.packets) + Math.min(1, fin.packets);
  return sentThrough - firstSequence - gaps.bytes - flags;
}

describe('what a capture says, beside tcptrace on the same file', () => {
  it.each(COMPARED_CAPTURES)('is the same for $title', ({ name, bytes }) => {
    const file = join(folder, name);
    writeFileSync(file, bytes());

    expect(ours(digestOf(bytes()).flows)).toEqual(theirs(tcptraceDirections(tcptrace, file)));
  });
});
