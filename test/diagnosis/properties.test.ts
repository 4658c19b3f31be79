import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Band, Diagnosis } from '../../src/model/diagnosis.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Clue } from '../../src/model/pattern.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import { FLOW } from '../support/facts.ts';
import { type FindingSpec, findings, NO_FIX } from '../support/findings.ts';

const CLUES: readonly Clue[] = PATTERNS.flatMap(({ clues }) => clues);
const OBSERVERS = [['FW-A'], ['FW-B'], ['FW-A', 'FW-B']] as const;

function specOf(clue: Clue, observers: readonly string[] = ['FW-A']): FindingSpec {
  return { code: clue.finding, reading: clue.when, observers, values: clue.where ?? {} };
}

const someFindings = fc
  .array(fc.tuple(fc.constantFrom(...CLUES), fc.constantFrom(...OBSERVERS)), { maxLength: 12 })
  .map((picked) => picked.map(([clue, observers]) => specOf(clue, observers)));

function diagnosed(given: readonly Finding[]): Diagnosis {
  return diagnose({ flow: FLOW, evidence: [], findings: given, validation: NO_FIX });
}

function answer({ verdict, rootCause, alsoFound, headline, patterns }: Diagnosis): object {
  return { verdict, rootCause, alsoFound, headline, bands: patterns.map(({ id, band, bits }) => [id, band, bits]) };
}

/** Not assessed and ruled out are alike in this: nothing speaks for the pattern. */
const RANK: Readonly<Record<Band, number>> = {
  confirmed: 3,
  likely: 2,
  possible: 1,
  'not-assessed': 0,
  'ruled-out': 0,
};

/** Clues in favour of one pattern alone: no other pattern has a use for the finding. */
const OWN = PATTERNS.flatMap((pattern) =>
  pattern.clues
    .filter(({ role }) => role === 'supports' || role === 'signature')
    .filter(({ finding }) =>
      PATTERNS.every((other) => other === pattern || other.clues.every((clue) => clue.finding !== finding)),
    )
    .filter(({ finding }) => pattern.clues.filter((clue) => clue.finding === finding).length === 1)
    .map((clue) => ({ pattern, clue })),
);

describe('whatever the findings are', () => {
  it('their order changes nothing', () => {
    fc.assert(
      fc.property(someFindings, (specs) => {
        const given = findings(...specs);
        expect(answer(diagnosed([...given].reverse()))).toEqual(answer(diagnosed(given)));
      }),
      { numRuns: 150 },
    );
  });

  it('saying them twice changes nothing', () => {
    fc.assert(
      fc.property(someFindings, (specs) => {
        expect(answer(diagnosed(findings(...specs, ...specs)))).toEqual(answer(diagnosed(findings(...specs))));
      }),
      { numRuns: 100 },
    );
  });

  it('could-not-tell is the same as nothing', () => {
    fc.assert(
      fc.property(someFindings, someFindings, (specs, others) => {
        const mute = others.map((spec) => ({ ...spec, reading: 'could-not-tell' as const }));
        const [with_, without] = [diagnosed(findings(...specs, ...mute)), diagnosed(findings(...specs))];
        expect(answer(with_)).toEqual(answer(without));
        expect(with_.nextTests.map(({ id }) => id)).toEqual(without.nextTests.map(({ id }) => id));
      }),
      { numRuns: 100 },
    );
  });

  it('one more in favour of a pattern never lowers its band', () => {
    expect(OWN.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(someFindings, fc.constantFrom(...OWN), (specs, { pattern, clue }) => {
        const bandIn = (given: readonly FindingSpec[]): Band =>
          diagnosed(findings(...given)).patterns.find(({ id }) => id === pattern.id)?.band ?? 'not-assessed';
        const others = specs.filter(({ code }) => code !== clue.finding);

        expect(RANK[bandIn([...others, specOf(clue)])]).toBeGreaterThanOrEqual(RANK[bandIn(others)]);
      }),
      { numRuns: 200 },
    );
  });

  it('no more than one answer leads, and every second fault stands', () => {
    fc.assert(
      fc.property(someFindings, (specs) => {
        const { rootCause, alsoFound, patterns, verdict } = diagnosed(findings(...specs));
        const standing = patterns.filter(({ band }) => band === 'confirmed' || band === 'likely').map(({ id }) => id);
        expect(rootCause === null).toBe(verdict === 'inconclusive');
        for (const id of alsoFound) expect(standing).toContain(id);
        expect(alsoFound).not.toContain(rootCause);
      }),
      { numRuns: 150 },
    );
  });
});
