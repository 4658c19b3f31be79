import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import { plain } from '../cli/fixture-reading.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/aws/', import.meta.url));
const cases = readdirSync(FIXTURES).flatMap((operation) =>
  readdirSync(`${FIXTURES}${operation}`)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => `${operation}/${file}`),
);

function factsIn(text: string): readonly string[] {
  const evidence = readEvidence([{ source: 'reply.txt', text, obtained: 'file' }]);
  return plain(evidence.flatMap(({ facts }) => facts)).map((fact) => JSON.stringify(fact));
}

describe('a reply of AWS that was cut anywhere', () => {
  it.each(cases)('%s never says more than the whole', (file) => {
    const text = readFileSync(`${FIXTURES}${file}`, 'utf8');
    const whole = new Set(factsIn(text));

    fc.assert(
      fc.property(fc.nat({ max: text.length }), (end) => {
        expect(factsIn(text.slice(0, end)).filter((fact) => !whole.has(fact))).toEqual([]);
      }),
      { numRuns: 60, seed: 20261110 },
    );
  });
});

describe('a hostile reply', () => {
  const million = 1_000_000;

  it.each([
    ['one string without an end', `{"Reservations": ["${'a'.repeat(3 * million)}`],
    ['backslashes', `{"Reservations": ["${'\\'.repeat(3 * million)}`],
    ['brackets', `{"Reservations": ${'['.repeat(million)}`],
    ['blanks', `{"Reservations": ${' '.repeat(3 * million)}`],
    ['digits', `{"Reservations": ${'1'.repeat(3 * million)}`],
    ['unknown keys', `{"Reservations": [], ${'"a": 1,\n'.repeat(100_000)} "b": 2}`],
    ['half records', `2 111122223333 eni-0aaaa ${'- '.repeat(million)}`],
  ])('of %s is read in a moment', (_, text) => {
    const start = performance.now();

    const [evidence] = readEvidence([{ source: 'reply.txt', text, obtained: 'file' }]);

    expect(evidence?.parsed).not.toBe('whole');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
