import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from './fixture-reading.ts';

/**
 * `<command>/<name>.txt` with `<name>.expected.json` beside it: `kind`, `parsed`, `unread` as pairs of lines, `facts`.
 * `problem` is compared where the expectation has one. Adding a case is adding the two files.
 */
const FIXTURES = fileURLToPath(new URL('../../fixtures/panos/', import.meta.url));

const commands = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

describe('every pasted output among the fixtures', () => {
  for (const command of commands) {
    for (const file of filesOf(command).filter((name) => name.endsWith('.txt'))) {
      it(`${command}/${file} is read as its expectation says`, () => {
        const text = readFileSync(`${FIXTURES}${command}/${file}`, 'utf8');
        const expected = expectationOf(`${FIXTURES}${command}/${file.replace(/\.txt$/, '.expected.json')}`);

        const reading = readFixture(file, text);

        expect(reading).toEqual({ problem: reading.problem, ...expected });
      });
    }
  }
});

describe('the fixtures themselves', () => {
  it('come in pairs of an output and its expectation', () => {
    const orphans = commands.flatMap((command) =>
      filesOf(command)
        .filter((file) => !hasPartner(command, file))
        .map((file) => `${command}/${file}`),
    );

    expect(orphans).toEqual([]);
  });

  it('lie in one folder a command, with nothing beside the folders', () => {
    const loose = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => !entry.isDirectory());

    expect(loose.map((entry) => entry.name)).toEqual([]);
    expect(commands.length).toBeGreaterThan(0);
  });
});

function expectationOf(path: string): object {
  const expected: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof expected !== 'object' || expected === null) throw new Error(`${path} holds no expectation`);
  return expected;
}

function filesOf(command: string): readonly string[] {
  return readdirSync(`${FIXTURES}${command}`).sort();
}

function hasPartner(command: string, file: string): boolean {
  const beside = (name: string): boolean => existsSync(`${FIXTURES}${command}/${name}`);
  if (/\.(?:txt|xml)$/.test(file)) return beside(file.replace(/\.(?:txt|xml)$/, '.expected.json'));
  const stem = file.replace(/\.expected\.json$/, '');
  return file.endsWith('.expected.json') && (beside(`${stem}.txt`) || beside(`${stem}.xml`));
}
