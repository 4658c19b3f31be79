import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/report/changes.ts';
import { BYPASS_CONFIRMED, EMPTY, INCONCLUSIVE } from '../support/triage-sample.ts';

describe('what changed between two diagnoses', () => {
  it('is nothing between equal ones', () => {
    expect(changesBetween(BYPASS_CONFIRMED, BYPASS_CONFIRMED)).toEqual([]);
  });

  it('leads with the answer', () => {
    expect(changesBetween(INCONCLUSIVE, BYPASS_CONFIRMED)[0]).toContain('Before, the answer was “Inconclusive: ');
  });

  it('names each cause whose band moved, and why when it was ruled out, but not what stays undecided', () => {
    const before = {
      ...BYPASS_CONFIRMED,
      diagnosis: {
        ...BYPASS_CONFIRMED.diagnosis,
        patterns: BYPASS_CONFIRMED.diagnosis.patterns.map((ledger) => ({ ...ledger, band: 'possible' as const })),
      },
    };
    const told = changesBetween(before, BYPASS_CONFIRMED);
    expect(told).toContain('Return traffic bypasses the firewall: possible → confirmed.');
    expect(told).toContain(
      'A policy refuses the traffic: possible → ruled out. The session was set up and carried bytes, so policy permits it.',
    );
    expect(told.length).toBe(2);
  });

  it('names new evidence, a conversation that became known and new findings, not findings that only moved', () => {
    const told = changesBetween(EMPTY, INCONCLUSIVE).join('\n');
    expect(told).toContain('1 new piece of evidence: fw-east-session.txt.');
    expect(told).toContain('The conversation is now TCP 10.20.0.15:51544');
    expect(told).toContain('Found: FW-EAST: the request came in');
    const renumbered = {
      ...BYPASS_CONFIRMED,
      findings: BYPASS_CONFIRMED.findings.map((one) => ({ ...one, id: `${one.id}0` })),
    };
    expect(changesBetween(BYPASS_CONFIRMED, renumbered)).toEqual([]);
  });
});
