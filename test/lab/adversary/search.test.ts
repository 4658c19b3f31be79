import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hunted, hunt, huntedText } from '../../../lab/adversary/index.ts';
import { search } from '../../../lab/adversary/search.ts';
import { type Subject, subjectOf } from '../../../lab/adversary/subject.ts';
import { readScenario } from '../../support/scenario.ts';
import { SCENARIOS } from '../../support/scenario-variations.ts';

const MEANS = { others: [], cuts: [] };

async function subjectFrom(name: string, faults: Subject['faults']): Promise<Subject> {
  return subjectOf(name, await readScenario(`${SCENARIOS}${name}`), faults);
}

describe('the adversary', () => {
  let keep: string;

  beforeAll(async () => {
    keep = await mkdtemp(join(tmpdir(), 'roundtrip-hunt-'));
  });

  afterAll(async () => {
    await rm(keep, { recursive: true });
  });

  it('says so when all of the evidence already confirms a wrong cause, and takes away what is not needed for it', async () => {
    const subject = await subjectFrom('rp-filter-strict', ['server-silent']);
    const find = search(subject, MEANS, { seed: 7, questions: 5 });

    expect(find?.cause).toBe('rp-filter-strict');
    expect(find?.how.every((words) => words.startsWith('without '))).toBe(true);
    expect(find?.input.raw.length).toBeLessThanOrEqual(subject.input.raw.length);
  });

  it('finds nothing where nothing is confirmed, and asks no more than it may', async () => {
    const subject = await subjectFrom('inconclusive-listing-only', []);

    expect(search(subject, MEANS, { seed: 7, questions: 20 })).toBeNull();
    expect(search(subject, MEANS, { seed: 7, questions: 0 })).toBeNull();
  });

  it('finds the same with the same seed', async () => {
    const subject = await subjectFrom('ec2-source-dest-check', []);
    const once = search(subject, MEANS, { seed: 7, questions: 40 });

    expect(once).not.toBeNull();
    expect(search(subject, MEANS, { seed: 7, questions: 40 })).toEqual(once);
  });

  it('keeps a find in a folder that shows it again, captures and all', async () => {
    const name = 'mtu-black-hole-both-ends';
    const subject = await subjectFrom(name, ['server-silent']);
    const found: Hunted[] = [];
    const targets = [{ subject, folder: `${SCENARIOS}${name}` }];
    for await (const one of hunt(targets, { seed: 7, questions: 60, keep })) found.push(one);
    const [hunted] = found;

    expect(hunted?.find.input.raw.some(({ capture }) => capture !== undefined)).toBe(true);
    expect(hunted?.reproduces).toBe(true);
    expect(hunted === undefined ? '' : huntedText(hunted)).toContain(`roundtrip analyze ${join(keep, name)}`);
  });
});
