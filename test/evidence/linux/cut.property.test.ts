import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { Fact } from '../../../src/model/facts.ts';
import { plain } from '../cli/fixture-reading.ts';
import { linuxFixtures } from './fixtures.ts';

const fixtures = linuxFixtures();

function factsOf(source: string, text: string): readonly Fact[] {
  return readEvidence([{ source: `${source}.txt`, text, obtained: 'file' }]).flatMap(({ facts }) => facts);
}

function byKind(facts: readonly Fact[]): ReadonlyMap<string, readonly unknown[]> {
  const kinds = new Map<string, Fact[]>();
  for (const fact of facts) kinds.set(fact.kind, [...(kinds.get(fact.kind) ?? []), fact]);
  // `canHoldRules` is said of a file as a whole, which may go on behind a cut with what is not understood.
  const comparable = (fact: Fact): Fact =>
    fact.kind === 'configured-interface' ? { ...fact, canHoldRules: true } : fact;
  return new Map([...kinds].map(([kind, of]) => [kind, plain(of.map(comparable))]));
}

describe('an output that was cut', () => {
  // What stands at the cut may be understood otherwise (`dev eth` of `dev eth1`), so the last fact of a kind is not compared.
  it.each(fixtures.map(({ name, text }) => [name, text] as const))(
    '%s says nothing that the whole does not',
    (name, text) => {
      const whole = byKind(factsOf('cut', text));
      const firstLine = text.indexOf('\n') + 1;
      fc.assert(
        fc.property(fc.integer({ min: firstLine, max: text.length }), (end) => {
          for (const [kind, facts] of byKind(factsOf('cut', text.slice(0, end)))) {
            const all = whole.get(kind) ?? [];
            expect([name, kind, facts.length <= Math.max(1, all.length)]).toEqual([name, kind, true]);
            expect(facts.slice(0, -1)).toEqual(all.slice(0, Math.max(0, facts.length - 1)));
          }
        }),
        { numRuns: 25 },
      );
    },
  );

  it('keeps the lines of citations inside of the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), fc.nat(), ({ text }, at) => {
        const cut = text.slice(0, at % (text.length + 1));
        const lines = cut.split('\n').length;
        for (const { at: cited } of factsOf('cut', cut)) {
          expect(cited.lines[0]).toBeGreaterThan(0);
          expect(cited.lines[1]).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('mutated outputs', () => {
  const pieces = fixtures.flatMap(({ text }) => text.split('\n'));
  const line = fc.oneof(
    fc.constantFrom(...pieces),
    fc
      .tuple(fc.constantFrom(...pieces), fc.nat({ max: 200 }), fc.string({ unit: 'binary', maxLength: 8 }))
      .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + put.length)),
  );

  it('are read without an exception', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        expect(factsOf('mixed', lines.join('\n')).length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});
