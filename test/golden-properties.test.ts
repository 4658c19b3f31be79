import { describe, expect, it } from 'vitest';
import { ASYMMETRY_IDS, PATTERN_IDS } from '../src/model/pattern.ts';
import type { Triage } from '../src/model/triage.ts';
import { renderMarkdown } from '../src/report/markdown.ts';
import { BAND_WORDS } from '../src/report/sentences.ts';
import { triage } from '../src/triage.ts';
import { mirrored } from './support/mirror.ts';
import { causesOf, readExpectation, readScenario } from './support/scenario.ts';
import {
  reversed,
  SCENARIOS,
  scenarioNames,
  withoutEachOutput,
  withoutEachSource,
} from './support/scenario-variations.ts';

const AFTER_FIX = {
  works: /^Fixed, as far as shown: /,
  'in-part': /^Fixed in part: /,
  'still-broken': /^(?:Not fixed|Broken again): /,
  'not-shown': /^Fix reported at .*, not shown yet: /,
} as const;

/** Bands and bits of all causes, whatever the case is called. */
function weights({ diagnosis }: Triage): readonly string[] {
  return diagnosis.patterns.map(({ id, band, bits }) => `${id} ${band} ${bits}`).sort();
}

describe.each(scenarioNames())('in the scenario %s', (name) => {
  const folder = `${SCENARIOS}${name}`;
  const expected = readExpectation(folder);

  it('nothing depends on which of the two networks bears which addresses', async () => {
    const input = await readScenario(folder);

    const mirror = mirrored({ ...input, flow: triage(input).flow });

    if (mirror !== null) expect(weights(triage(mirror))).toEqual(weights(triage(input)));
  });

  it('no other cause is named when client and server are given the wrong way round', async () => {
    const input = await readScenario(folder);
    const { flow } = triage(input);

    const { diagnosis } = triage({ ...input, flow: flow === null ? null : reversed(flow) });

    expect(causesOf(expected)).toContain(diagnosis.rootCause);
  });

  it('no asymmetry is likely when there is none, with all of the evidence or with any part of it', async () => {
    const input = await readScenario(folder);
    // Without what was shown since a fix, the answer is of before it.
    const asymmetries =
      expected.verdict === 'asymmetric' ? [] : ASYMMETRY_IDS.filter((id) => id !== expected.since?.was);
    const names: readonly string[] = asymmetries;

    for (const [left, some] of [
      ['nothing', input] as const,
      ...withoutEachSource(input),
      ...withoutEachOutput(input),
    ]) {
      const blamed = triage(some).diagnosis.patterns.filter(({ band }) => band === 'likely' || band === 'confirmed');
      expect([left, blamed.map(({ id }) => id).filter((id) => names.includes(id))]).toEqual([left, []]);
    }
  });

  it('the words say what was decided', async () => {
    const result = triage(await readScenario(folder));
    const { headline, rootCause, patterns, since } = result.diagnosis;
    const leader = patterns.find(({ id }) => id === rootCause);

    expect(PATTERN_IDS.includes(rootCause ?? 'healthy')).toBe(true);
    // After a fix the words tell what has become of it, and name a cause with its band only where one is left.
    const isWhole = since !== null && leader?.id === 'healthy';
    // A second fault stands behind the first, with its own band.
    const [first = ''] = headline.split(' — also ');
    expect(/\bconfirmed: /i.test(first)).toBe(leader?.band === 'confirmed' && !isWhole);
    expect(/\blikely: /i.test(first)).toBe(leader?.band === 'likely' && !isWhole);
    if (since !== null) expect(headline).toMatch(AFTER_FIX[since.state]);
    else expect(headline).not.toMatch(/^(?:fix|not fixed|broken again)/i);
    if (leader !== undefined) {
      if (!isWhole) expect(headline).toContain(leader.title);
      expect(renderMarkdown(result)).toContain(BAND_WORDS[leader.band]);
    }
  });
});
