import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { RawEvidence } from '../../src/model/evidence.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { toReport } from '../../src/report/json.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS } from '../support/scenario-variations.ts';

const WORKS = await readScenario(`${SCENARIOS}fixed-grows-counters-unread`);
const REOPENED = await readScenario(`${SCENARIOS}fixed-reopened-later`);

/** The diagnosis of a case's sources, of those only that are kept. */
function diagnosed(input: TriageInput, keep: (one: RawEvidence) => boolean = () => true): Diagnosis {
  return triage({ ...input, raw: input.raw.filter(keep) }).diagnosis;
}

describe('the answer after a fix', () => {
  it('is of what was shown since, with the former cause kept for the checklist', () => {
    const { since, rootCause, headline, checklist } = diagnosed(WORKS);

    expect(since).toEqual({ fixedAt: WORKS.fixedAt, was: 'return-path-bypass', state: 'works' });
    expect(rootCause).toBe('healthy');
    expect(headline).toBe(
      'Fixed, as far as shown: both directions grow since 08:40 UTC (it was: Return traffic bypasses the firewall; 5 of 7 checks passed)',
    );
    expect(checklist.map(({ id }) => id)).toContain('note-before');
  });

  it('names what is still to check while checks are open', () => {
    expect(diagnosed(WORKS).summary).toMatch(/Still to check: read the counters twice .*; have a user run something/);
  });

  it('stays that of before while nothing has been shown since, and says so', () => {
    const { since, rootCause, headline } = diagnosed(WORKS, ({ source }) => !source.includes('since'));

    expect([since?.state, rootCause]).toEqual(['not-shown', 'return-path-bypass']);
    expect(headline).toMatch(/^Fix reported at 08:40 UTC, not shown yet: \w+: Return traffic bypasses the firewall$/);
  });

  it('is open when what was shown since does not speak of the path', () => {
    const input = { ...WORKS, raw: WORKS.raw.filter(({ source }) => !source.includes('since')) };
    const mute = 'admin@FW-PLANT2> show clock\n\nTue Nov 17 08:47:00 UTC 2026\n\n';
    const raw: RawEvidence = { source: 'clock', text: mute, obtained: 'file', takenAt: '2026-11-17T08:47:00Z' };

    const { since, headline, rootCause } = diagnosed({ ...input, raw: [...input.raw, raw] });

    expect([since?.state, rootCause]).toEqual(['not-shown', null]);
    expect(headline).toContain('not shown yet: nothing since then tells whether both directions pass');
  });

  it('tells that it passed and broke again, and when', () => {
    expect(diagnosed(REOPENED).headline).toMatch(/^Broken again: it passed after the fix, and at 12:40 UTC /);
    expect(diagnosed(REOPENED, ({ source }) => !source.startsWith('6-')).since?.state).toBe('works');
  });

  it('needs no cause from before: any fix has a checklist', () => {
    const { since, checklist } = diagnosed(WORKS, ({ source }) => source.includes('since'));

    expect(since).toMatchObject({ was: null, state: 'works' });
    expect(checklist.find(({ id }) => id === 'both-grow')?.state).toBe('passed');
  });

  it('is null without a fix, and part of the report for programs with one', () => {
    expect(diagnosed({ ...WORKS, fixedAt: null }).since).toBeNull();
    expect(toReport(triage(WORKS)).since?.state).toBe('works');
  });
});
