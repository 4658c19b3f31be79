import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparedText, compareFile } from '../../../lab/compare/compare.ts';
import { type Counts, ourCounts } from '../../../lab/compare/counts.ts';
import { countDifferences } from '../../../lab/compare/differences.ts';
import { COMPARED_CAPTURES } from '../../support/compared-captures.ts';
import { findDebianTool } from '../../support/debian-tool.ts';
import { digestOf } from '../../support/read-capture-bytes.ts';

const INSTALLING = 600_000;

describe('a capture held against tshark and tcptrace', () => {
  let folder = '';

  beforeAll(() => {
    findDebianTool('tshark');
    findDebianTool('tcptrace');
    folder = mkdtempSync(join(tmpdir(), 'roundtrip-compare-'));
  }, INSTALLING);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(COMPARED_CAPTURES)('leaves nothing unexplained for $title', async ({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, bytes());
    const differences = await compareFile(path);

    expect(differences?.filter(({ because }) => because === null)).toEqual([]);
  });

  it('is no capture when it is a text', async () => {
    const path = join(folder, 'notes.txt');
    writeFileSync(path, 'nothing was captured');

    expect(await compareFile(path)).toBeNull();
  });
});

describe('a difference', () => {
  const [compared] = COMPARED_CAPTURES;
  const digest = digestOf(compared?.bytes() ?? new Uint8Array());
  const ours = ourCounts(digest.flows);
  const [direction = '', counts] = [...ours][0] ?? [];

  it('is not explained when a program counts other packets, and says so', () => {
    const theirs = new Map<string, Partial<Counts>>([...ours, [direction, { ...counts, packets: 9999 }]]);
    const found = countDifferences('tshark', digest, ours, theirs);

    expect(found).toEqual([
      {
        program: 'tshark',
        of: direction,
        what: 'packets',
        ours: String(counts?.packets),
        theirs: '9999',
        because: null,
      },
    ]);
    expect(comparedText('a.pcap', found)).toContain('tshark 9999: NOT EXPLAINED');
  });

  it('is not looked for in what a program does not count', () => {
    const theirs = new Map([...ours].map(([name, { packets = 0 }]) => [name, { packets }]));

    expect(countDifferences('tcptrace', digest, ours, theirs)).toEqual([]);
  });
});
