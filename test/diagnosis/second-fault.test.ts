import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { FLOW } from '../support/facts.ts';
import { type FindingSpec, findings, NO_FIX } from '../support/findings.ts';

function diagnosed(...specs: readonly FindingSpec[]): Diagnosis {
  return diagnose({ flow: FLOW, evidence: [], findings: findings(...specs), validation: NO_FIX });
}

const STEERED: readonly FindingSpec[] = [
  { code: 'session.pbf-forward' },
  { code: 'pbf.egress-differs-from-fib' },
  { code: 'counter.zone-change', values: { packetFilter: true } },
  { code: 'session.denied', reading: 'not-seen' },
];
const SPRAYED: readonly FindingSpec[] = [
  { code: 'walk.per-packet-balancing', observers: ['core-1'] },
  { code: 'counter.out-of-window', values: { packetFilter: true } },
];

describe('two faults at once', () => {
  const both = diagnosed(...STEERED, ...SPRAYED);

  it('are both found, each with its own band, and the headline names both', () => {
    expect([both.rootCause, ...both.alsoFound].sort()).toEqual(['ecmp-per-packet', 'pbf-one-way']);
    for (const id of [both.rootCause, ...both.alsoFound]) {
      const ledger = both.patterns.find((pattern) => pattern.id === id);
      expect(['confirmed', 'likely']).toContain(ledger?.band);
      expect(both.headline).toContain(ledger?.title ?? 'no title');
    }
    expect(both.summary).toContain('Two faults');
  });

  it('bring both fixes and both checklists, the leader’s first and no item twice', () => {
    const alone = diagnosed(...STEERED);
    expect(both.fix.length).toBeGreaterThan(alone.fix.length);
    expect(new Set(both.checklist.map(({ id }) => id)).size).toBe(both.checklist.length);
    expect(new Set(both.checklist.map(({ action }) => action)).size).toBe(both.checklist.length);
    expect(new Set(both.doNot.map(({ action }) => action)).size).toBe(both.doNot.length);
  });

  it('are one fault and a suspicion while the second is not shown whole', () => {
    expect(diagnosed(...STEERED, ...SPRAYED.slice(0, 1)).alsoFound).toEqual([]);
    expect(diagnosed(...STEERED, ...SPRAYED.slice(1)).alsoFound).toEqual([]);
  });

  it('are not seen in a look-alike and an asymmetry that explain the same missing half', () => {
    const rivals = diagnosed(
      { code: 'session.return-unseen' },
      { code: 'path.return-skips-firewall' },
      { code: 'path.server-gateway-elsewhere', reading: 'not-seen' },
    );

    expect(rivals.alsoFound).toEqual([]);
  });

  it('are not seen in a cause and what it explains', () => {
    const dual = diagnosed(
      { code: 'session.return-unseen' },
      { code: 'fib.return-by-other-isp' },
      { code: 'fib.two-defaults' },
      { code: 'fib.return-other-zone' },
      { code: 'counter.zone-change', values: { packetFilter: true } },
      { code: 'session.denied', reading: 'not-seen' },
    );

    expect(dual.rootCause).toBe('dual-isp-return');
    expect(dual.alsoFound).toEqual([]);
  });
});
