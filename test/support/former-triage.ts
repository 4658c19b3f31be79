import type { Triage } from '../../src/model/triage.ts';

/**
 * A triage as a version stored it that knew neither second faults, what has become of one, the cost of tests, judged checklists, blast radius nor
 * pictures, and that stated a finding which has gone since. As plain JSON.
 */
export function asFormerlyStored(triage: Triage): unknown {
  const { scenes: _scenes, blastRadius: _blastRadius, diagnosis, findings, ...rest } = triage;
  const { alsoFound: _alsoFound, since: _since, ...known } = diagnosis;
  const gone = 'session.of-yesterday';
  const lineGone = {
    finding: 'f99',
    code: gone,
    role: 'supports',
    bits: 1,
    counted: 1,
    because: 'It was.',
    citation: null,
  };
  return {
    ...rest,
    findings: [
      ...findings,
      { id: 'f99', code: gone, observers: ['FW'], direction: null, reading: 'seen', values: {}, citations: [] },
    ],
    diagnosis: {
      ...known,
      patterns: diagnosis.patterns.map((ledger) => ({
        ...ledger,
        for: [...ledger.for, lineGone],
        against: [...ledger.against, lineGone],
        missing: [...ledger.missing, { code: gone, role: 'supports', needs: 'yesterday' }],
      })),
      steps: diagnosis.steps.map((step) => ({ ...step, findings: [...step.findings, 'f99'] })),
      nextTests: diagnosis.nextTests.map(({ id, why, observer, command, separates }) => {
        return { id, why, observer, command, separates };
      }),
      checklist: diagnosis.checklist.map(({ why: _why, decidedAt: _decidedAt, ...item }) => item),
    },
  };
}
