import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Clue } from '../../src/model/pattern.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS, scenarioNames, withoutEachSource } from '../support/scenario-variations.ts';

/** Everything that the analyzers say over all scenarios, with all of their evidence and with each file left out. */
async function allFindings(): Promise<readonly Finding[]> {
  const inputs = await Promise.all(scenarioNames().map((name) => readScenario(`${SCENARIOS}${name}`)));
  return inputs
    .flatMap((input) => [input, ...withoutEachSource(input).map(([, less]) => less)])
    .flatMap((input) => triage(input).findings);
}

function speaks(clue: Clue, findings: readonly Finding[]): boolean {
  return findings.some(
    ({ code, reading, values }) =>
      code === clue.finding &&
      reading === clue.when &&
      Object.entries(clue.where ?? {}).every(([name, value]) => values[name] === value),
  );
}

describe('every clue is stated by some analyzer in some scenario', () => {
  let findings: readonly Finding[];

  beforeAll(async () => {
    findings = await allFindings();
  });

  it.each(PATTERNS.map((pattern) => [pattern.id, pattern.clues] as const))('those of %s', (_, clues) => {
    const silent = clues.filter((clue) => !speaks(clue, findings));
    expect(silent.map(({ finding, when, where }) => [finding, when, where ?? {}])).toEqual([]);
  });
});
