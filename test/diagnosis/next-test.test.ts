import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { triage } from '../../src/triage.ts';
import { block, FLOW } from '../support/facts.ts';
import { type FindingSpec, findings, NO_FIX } from '../support/findings.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS } from '../support/scenario-variations.ts';

function asked(evidence: readonly Evidence[], ...specs: readonly FindingSpec[]): Diagnosis['nextTests'] {
  return diagnose({ flow: FLOW, evidence, findings: findings(...specs), validation: NO_FIX }).nextTests;
}

async function ofScenario(name: string): Promise<Diagnosis> {
  return triage(await readScenario(`${SCENARIOS}${name}`)).diagnosis;
}

const HALF: readonly FindingSpec[] = [{ code: 'session.found' }, { code: 'session.return-unseen' }];

describe('the next test', () => {
  it('says in one sentence whom to ask, what it tells, what it separates and what it costs the device', () => {
    for (const test of asked([block('session-id', [])], ...HALF)) {
      expect(test.why).toMatch(/^Ask [^:]+: it tells .+; separates “.+” from “.+”; .+\.$/);
      expect(test.why.split('\n')).toHaveLength(1);
      expect(test.riskWhy).not.toBe('');
    }
  });

  it('is not one whose answer is there already', () => {
    const fresh = asked([block('session-id', [])], ...HALF).map(({ id }) => id);
    const [first] = fresh;
    expect(fresh).toContain('ask-ha');

    const again = asked([block('session-id', []), block('ha-state', [])], ...HALF).map(({ id }) => id);
    expect(first).toBeDefined();
    expect(again).not.toContain('ask-ha');
  });

  it('asks for a second reading where that is the point', () => {
    const given = [block('session-id', []), block('counter-global', [])];
    const again = asked(
      given,
      { code: 'session.both-directions-seen' },
      { code: 'symptom.intermittent', observers: [] },
    );

    expect(again.map(({ id }) => id).some((id) => /counters|again|of-client/.test(id))).toBe(true);
  });

  it('is asked on the command line where the API refused', async () => {
    const { nextTests } = await ofScenario('inconclusive-api-refused');

    expect(nextTests.map(({ why }) => why).join('\n')).toContain('on its command line, since the API refused it');
  });

  it('speaks the language of the routing engine that the refusal betrays', async () => {
    const { steps } = await ofScenario('inconclusive-api-refused');

    expect(steps.flatMap(({ next }) => next).filter((command) => command.includes('fib-lookup'))).not.toEqual([]);
    expect(steps.flatMap(({ next }) => next).join('\n')).not.toContain('test routing');
  });

  it('asks first for the page of the session, while only a listing is known', async () => {
    const { nextTests } = await ofScenario('inconclusive-listing-only');

    expect(nextTests[0]?.id).toBe('ask-session-detail');
  });

  it('never asks a load balancer of which nothing is known', () => {
    expect(asked([], ...HALF).filter(({ who }) => who === 'load-balancer')).toEqual([]);
  });

  it('does not ask twice for one finding', async () => {
    const { nextTests } = await ofScenario('inconclusive-one-session');

    expect(new Set(nextTests.map(({ observer, command }) => observer + command)).size).toBe(nextTests.length);
    expect(nextTests.length).toBeGreaterThan(0);
  });

  it('follows what people report, while nothing else is known', () => {
    const third = (...symptoms: readonly FindingSpec['code'][]): string | undefined =>
      asked([], ...symptoms.map((code) => ({ code, observers: [] }))).at(2)?.id;

    expect(third('symptom.after-failover')).not.toBe(third('symptom.ping-works', 'symptom.tcp-only'));
  });
});
