import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { PATH_SCENARIOS, pathScenarios } from '../../src/diagnosis/step-paths.ts';
import { STEP_PLANS } from '../../src/diagnosis/step-plans.ts';
import type { Step } from '../../src/model/diagnosis.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { FINDINGS, STEP_IDS } from '../../src/model/finding.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import { block, FLOW } from '../support/facts.ts';
import { type FindingSpec, findings, NO_FIX } from '../support/findings.ts';

function stepsWith(evidence: readonly Evidence[], ...specs: readonly FindingSpec[]): readonly Step[] {
  return diagnose({ flow: FLOW, evidence, findings: findings(...specs), validation: NO_FIX }).steps;
}

function nextOf(id: Step['id'], steps: readonly Step[]): string {
  return steps.find((step) => step.id === id)?.next.join('\n') ?? '';
}

describe('the five steps', () => {
  it.each(STEP_IDS)('rest on findings of their own: %s', (id) => {
    const { confirms, refutes, absent } = STEP_PLANS[id];
    const strangers = [...confirms, ...refutes, ...absent].filter((code) => FINDINGS[code].step !== id);

    expect(strangers).toEqual([]);
  });

  it('ask a firewall while nobody was heard, and a host’s own questions where only hosts were', () => {
    expect(nextOf('session', stepsWith([]))).toContain('show session all');
    const onHost = stepsWith([block('ip-route', [], { observer: 'web1' })]);
    expect(nextOf('session', onHost)).toContain('conntrack -L');
    expect(nextOf('session', onHost)).not.toContain('show session');
  });

  it('have nothing to ask where they are settled', () => {
    const steps = stepsWith([], { code: 'session.return-unseen' });
    expect(steps.find(({ id }) => id === 'session')).toMatchObject({ state: 'confirmed', next: [] });
  });
});

describe('the table of where the two ways part', () => {
  it('has its six rows, each for patterns that exist', () => {
    const known = new Set(PATTERNS.map(({ id }) => id));
    expect(PATH_SCENARIOS).toHaveLength(6);
    for (const { patterns } of PATH_SCENARIOS) expect(patterns.filter((id) => !known.has(id))).toEqual([]);
  });

  it('shows the likeliest rows that are still possible', () => {
    const rows = pathScenarios(
      new Map([
        ['return-path-bypass', 2],
        ['pbf-one-way', 6],
      ]),
    );
    expect(rows.map(({ scenario }) => scenario)).toEqual([PATH_SCENARIOS[3]?.scenario, PATH_SCENARIOS[0]?.scenario]);
  });

  it('is what the open fourth step asks for', () => {
    expect(nextOf('path', stepsWith([], { code: 'symptom.intermittent', observers: [] }))).toContain('cef');
  });
});
