import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectAccounted } from './accounting.ts';
import { ALL_FIXTURES, readFile, type TextFixture } from './all-fixtures.ts';
import { PIECES } from './pieces.ts';

const SEED = 20261110;

/** What happens to texts on their way: cut, doubled, shuffled, and with other characters in them. */
const damage = fc.oneof(
  fc.record({ what: fc.constant('cut' as const), from: fc.nat(999), to: fc.nat(999) }),
  fc.record({ what: fc.constant('doubled' as const), at: fc.nat(999) }),
  fc.record({ what: fc.constant('shuffled' as const), seed: fc.nat(999) }),
  fc.record({
    what: fc.constant('replaced' as const),
    at: fc.array(fc.nat(999), { minLength: 1, maxLength: 12 }),
    by: fc.oneof(fc.constantFrom(...PIECES, '\n', '-1', '999999999999999999999', 'null', 'é', '🙂'), fc.string()),
  }),
  fc.record({ what: fc.constant('joined' as const), every: fc.integer({ min: 2, max: 9 }) }),
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

/** Places are thousandths of the text, so that one damage fits every fixture. */
function damaged(text: string, harm: Damage): string {
  const place = (thousandth: number): number => Math.floor((text.length * thousandth) / 1000);
  const lines = text.split('\n');
  if (harm.what === 'cut') return text.slice(0, place(harm.from)) + text.slice(place(harm.to));
  if (harm.what === 'doubled') return `${text}\n${text.slice(place(harm.at))}`;
  if (harm.what === 'joined') return lines.map((line, at) => line + (at % harm.every === 0 ? '' : '\n')).join('');
  if (harm.what === 'shuffled') {
    const rank = (at: number): number => ((at + 1) * 7919 * (harm.seed + 1)) % 104_729;
    return lines
      .map((line, at) => ({ line, rank: rank(at) }))
      .sort((one, other) => one.rank - other.rank)
      .map(({ line }) => line)
      .join('\n');
  }
  return [...harm.at]
    .sort((one, other) => other - one)
    .reduce((changed, at) => {
      const from = place(at);
      return changed.slice(0, from) + harm.by + changed.slice(from + 1);
    }, text);
}

describe('every fixture, damaged', () => {
  const platforms = Object.entries(Object.groupBy(ALL_FIXTURES, ({ name }) => name.split('/')[0] ?? ''));

  it.each(platforms)(
    'of %s is read without an exception, and no line is lost',
    (_, fixtures: readonly TextFixture[] = []) => {
      for (const [index, { text }] of fixtures.entries()) {
        fc.assert(
          fc.property(damage, (harm) => {
            const changed = damaged(text, harm);
            expectAccounted(changed, readFile(changed));
          }),
          { numRuns: 12, seed: SEED + index },
        );
      }
    },
    120_000,
  );
});
