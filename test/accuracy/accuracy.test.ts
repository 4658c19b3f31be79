import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordedRuns } from '../../lab/judge/recorded-runs.ts';
import { isWrong, type Measured, measure } from './measure.ts';
import { accuracyPage } from './page.ts';

describe('the accuracy over all scenarios', () => {
  let all: readonly Measured[];

  beforeAll(async () => {
    all = await measure();
  });

  it('is what docs/accuracy.md says (npm run accuracy writes it)', async () => {
    expect(readFileSync('docs/accuracy.md', 'utf8')).toBe(accuracyPage(all, await recordedRuns()));
  });

  it('rests on at least 120 incidents, three or more of every cause', () => {
    const counts = new Map<string, number>();
    for (const { truth } of all) counts.set(truth, (counts.get(truth) ?? 0) + 1);

    expect(all.length).toBeGreaterThanOrEqual(120);
    expect([...counts].filter(([, count]) => count < 3)).toEqual([]);
  });

  it('has no wrong cause that is confirmed, with all of the evidence or with any file or output less', () => {
    const wrong = all.flatMap((one) =>
      [one.whole, ...one.lessOneFile, ...one.lessOneOutput]
        .filter((told) => isWrong(one, told) && told.band === 'confirmed')
        .map(({ answer }) => `${one.name}: ${answer}`),
    );

    expect(wrong).toEqual([]);
  });
});
