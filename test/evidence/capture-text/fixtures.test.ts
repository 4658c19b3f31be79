import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readFixture } from '../cli/fixture-reading.ts';

/**
 * `<format>/<name>.txt` with `<name>.expected.json` beside it. `kind`, `parsed`, `problem` and `unread` are compared
 * whole; of the facts, whose number must be right, what the expectation names.
 */
const FIXTURES = fileURLToPath(new URL('../../fixtures/capture-text/', import.meta.url));
const expectationSchema = z.strictObject({
  kind: z.string(),
  parsed: z.enum(['whole', 'part', 'none']),
  problem: z.string().nullable(),
  unread: z.array(z.tuple([z.number(), z.number()])),
  facts: z.array(z.looseObject({ kind: z.string() })),
});

const formats = readdirSync(FIXTURES).sort();

describe('every capture given as text among the fixtures', () => {
  for (const format of formats) {
    for (const file of readdirSync(`${FIXTURES}${format}`).filter((name) => name.endsWith('.txt'))) {
      it(`${format}/${file} is read as its expectation says`, () => {
        const name = file.replace(/\.txt$/, '.expected.json');
        const expected = expectationSchema.parse(JSON.parse(readFileSync(`${FIXTURES}${format}/${name}`, 'utf8')));

        const { facts, ...reading } = readFixture(file, readFileSync(`${FIXTURES}${format}/${file}`, 'utf8'));

        const { facts: expectedFacts, ...rest } = expected;
        expect(reading).toEqual(rest);
        expect(facts).toMatchObject(expectedFacts);
      });
    }
  }
});

describe('the fixtures of captures', () => {
  it('come in pairs of a text and its expectation', () => {
    const orphans = formats.flatMap((format) =>
      readdirSync(`${FIXTURES}${format}`).filter((file) => {
        const stem = file.replace(/\.(?:txt|expected\.json)$/, '');
        return !['.txt', '.expected.json'].every((end) => existsSync(`${FIXTURES}${format}/${stem}${end}`));
      }),
    );

    expect(orphans).toEqual([]);
  });
});
