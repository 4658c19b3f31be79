import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaptureHalf, DigestFlow } from '../../../src/model/facts.ts';
import { COMPARED_CAPTURES } from '../../support/compared-captures.ts';
import { findDebianTool } from '../../support/debian-tool.ts';
import { digestOf } from '../../support/read-capture-bytes.ts';
import { tsharkFields } from '../../support/tshark.ts';

const INSTALLING = 600_000;
const IPV6_HEADER = 40;

let tshark = '';
let folder = '';

beforeAll(() => {
  tshark = findDebianTool('tshark');
  folder = mkdtempSync(join(tmpdir(), 'roundtrip-tshark-'));
}, INSTALLING);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const FIELDS = [
  'ip.src',
  'ipv6.src',
  'tcp.srcport',
  'ip.dst',
  'ipv6.dst',
  'tcp.dstport',
  'tcp.stream',
  'tcp.len',
  'ip.len',
  'ipv6.plen',
  'tcp.flags.syn',
  'tcp.flags.fin',
  'tcp.flags.reset',
  'tcp.checksum.status',
  'tcp.analysis.retransmission',
  'tcp.analysis.out_of_order',
  'tcp.analysis.keep_alive',
  'tcp.analysis.duplicate_ack',
  'tcp.analysis.lost_segment',
  'tcp.analysis.ack_lost_segment',
] as const;

/** What both count, for one direction of one conversation. */
interface Counts {
  packets: number;
  bytes: number;
  payloadBytes: number;
  syns: number;
  fins: number;
  resets: number;
  goodChecksums: number;
  sentBefore: number;
  outOfOrder: number;
  keepAlives: number;
  duplicateAcks: number;
}

/** What tshark counts otherwise: all jumps, also those whose bytes come later, and only what is missing at the end. */
interface Loose {
  jumps: number;
  acknowledgesUnseen: number;
}

const NOTHING: Counts = {
  packets: 0,
  bytes: 0,
  payloadBytes: 0,
  syns: 0,
  fins: 0,
  resets: 0,
  goodChecksums: 0,
  sentBefore: 0,
  outOfOrder: 0,
  keepAlives: 0,
  duplicateAcks: 0,
};

function keyOf(row: Readonly<Record<string, string>>): string {
  const [source, destination] = [row['ip.src'] || row['ipv6.src'], row['ip.dst'] || row['ipv6.dst']];
  return `${source}:${row['tcp.srcport']} > ${destination}:${row['tcp.dstport']}`;
}

/** An IPv6 header says how long the packet is without itself. */
function lengthOf(row: Readonly<Record<string, string>>): number {
  return row['ip.len'] === '' ? IPV6_HEADER + Number(row['ipv6.plen']) : Number(row['ip.len']);
}

function has(row: Readonly<Record<string, string>>, field: string): number {
  return row[`tcp.analysis.${field}`] === '' ? 0 : 1;
}

type Rows = ReturnType<typeof tsharkFields>;

function theirs(rows: Rows): Readonly<Record<string, Counts>> {
  const counts: Record<string, Counts> = {};
  for (const row of rows) {
    const is = (field: string): number => (['1', 'True'].includes(row[field] ?? '') ? 1 : 0);
    const known = counts[keyOf(row)] ?? NOTHING;
    counts[keyOf(row)] = {
      packets: known.packets + 1,
      bytes: known.bytes + lengthOf(row),
      payloadBytes: known.payloadBytes + Number(row['tcp.len']),
      syns: known.syns + is('tcp.flags.syn'),
      fins: known.fins + is('tcp.flags.fin'),
      resets: known.resets + is('tcp.flags.reset'),
      goodChecksums: known.goodChecksums + (row['tcp.checksum.status'] === '1' ? 1 : 0),
      sentBefore: known.sentBefore + has(row, 'retransmission'),
      outOfOrder: known.outOfOrder + has(row, 'out_of_order'),
      keepAlives: known.keepAlives + has(row, 'keep_alive'),
      duplicateAcks: known.duplicateAcks + has(row, 'duplicate_ack'),
    };
  }
  return counts;
}

function theirLoose(rows: Rows): Readonly<Record<string, Loose>> {
  const counts: Record<string, Loose> = {};
  for (const row of rows) {
    const known = counts[keyOf(row)] ?? { jumps: 0, acknowledgesUnseen: 0 };
    counts[keyOf(row)] = {
      jumps: known.jumps + has(row, 'lost_segment'),
      acknowledgesUnseen: known.acknowledgesUnseen + has(row, 'ack_lost_segment'),
    };
  }
  return counts;
}

function ourLoose(flows: readonly DigestFlow[]): readonly (readonly [string, Loose])[] {
  return flows.flatMap(({ client, server, c2s, s2c }) => {
    const [one, other] = [`${client.address}:${client.port}`, `${server.address}:${server.port}`];
    return [
      [`${one} > ${other}`, looseOf(c2s, s2c)],
      [`${other} > ${one}`, looseOf(s2c, c2s)],
    ] as const;
  });
}

function looseOf(half: CaptureHalf, other: CaptureHalf): Loose {
  return { jumps: half.tcp?.gaps.count ?? 0, acknowledgesUnseen: other.tcp?.acknowledgedUnseen.bytes ?? 0 };
}

function ours(flows: readonly DigestFlow[]): Readonly<Record<string, Counts>> {
  return Object.fromEntries(
    flows.flatMap(({ client, server, c2s, s2c }) => {
      const [one, other] = [`${client.address}:${client.port}`, `${server.address}:${server.port}`];
      const halves = [
        [`${one} > ${other}`, countsOf(c2s)],
        [`${other} > ${one}`, countsOf(s2c)],
      ] as const;
      return halves.filter(([, { packets }]) => packets > 0);
    }),
  );
}

function countsOf({ tcp, ...half }: CaptureHalf): Counts {
  if (tcp === null) return NOTHING;
  return {
    packets: half.packets,
    bytes: half.bytes,
    payloadBytes: half.payloadBytes,
    syns: tcp.syn.packets + tcp.synAck.packets,
    fins: tcp.fin.packets,
    resets: tcp.rst.packets,
    goodChecksums: half.checksums.good,
    sentBefore: tcp.retransmissions,
    outOfOrder: tcp.outOfOrder,
    keepAlives: tcp.keepAlives,
    duplicateAcks: tcp.duplicateAcks,
  };
}

function compared(name: string, bytes: Uint8Array): void {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const rows = tsharkFields(tshark, file, 'tcp', FIELDS);
  const { flows } = digestOf(bytes);
  const loose = theirLoose(rows);

  expect(ours(flows)).toEqual(theirs(rows));
  for (const [direction, { jumps, acknowledgesUnseen }] of ourLoose(flows)) {
    expect(jumps).toBeLessThanOrEqual(loose[direction]?.jumps ?? 0);
    if ((loose[direction]?.acknowledgesUnseen ?? 0) > 0) expect(acknowledgesUnseen).toBeGreaterThan(0);
  }
}

describe('what a capture says, beside tshark on the same file', () => {
  it.each(COMPARED_CAPTURES)('is the same for $title', ({ name, bytes }) => {
    compared(name, bytes());
  });
});
