import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../cli/fixture-reading.ts';

/** `<operation>/<name>.txt` with `<name>.expected.json` beside it. Adding a case is adding the two files. */
const FIXTURES = fileURLToPath(new URL('../../fixtures/aws/', import.meta.url));

const cases = readdirSync(FIXTURES).flatMap((operation) =>
  readdirSync(`${FIXTURES}${operation}`).map((file) => `${operation}/${file}`),
);

describe('every reply of AWS among the fixtures', () => {
  it.each(cases.filter((file) => file.endsWith('.txt')))('%s is read as its expectation says', (file) => {
    const expected: unknown = JSON.parse(
      readFileSync(`${FIXTURES}${file.replace(/\.txt$/, '.expected.json')}`, 'utf8'),
    );

    expect(readFixture(file, readFileSync(`${FIXTURES}${file}`, 'utf8'))).toEqual(expected);
  });

  it('comes in a pair with its expectation', () => {
    const stems = (end: string): readonly string[] =>
      cases.filter((file) => file.endsWith(end)).map((file) => file.slice(0, -end.length));

    expect(stems('.txt')).toEqual(stems('.expected.json'));
    expect(cases.length).toBeGreaterThan(0);
  });
});
