import { beforeAll, describe, expect, it } from 'vitest';
import { readEvidence } from '../src/evidence/read.ts';
import { EVIDENCE_KINDS, type EvidenceKind } from '../src/model/evidence.ts';
import { readScenario } from './support/scenario.ts';
import { SCENARIOS, scenarioNames } from './support/scenario-variations.ts';

/** The kinds of evidence that the scenarios hold; what nothing could be read of does not count. */
async function kindsInScenarios(): Promise<ReadonlySet<EvidenceKind>> {
  const inputs = await Promise.all(scenarioNames().map((name) => readScenario(`${SCENARIOS}${name}`)));
  const evidence = inputs.flatMap(({ raw }) => readEvidence(raw));
  return new Set(evidence.filter(({ parsed }) => parsed !== 'none').map(({ kind }) => kind));
}

describe('the scenarios', () => {
  let kinds: ReadonlySet<EvidenceKind>;

  beforeAll(async () => {
    kinds = await kindsInScenarios();
  });

  it.each(EVIDENCE_KINDS.filter((kind) => kind !== 'unknown'))('hold evidence of the kind %s', (kind) => {
    expect(kinds).toContain(kind);
  });
});
