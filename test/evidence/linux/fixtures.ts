import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FIXTURES = fileURLToPath(new URL('../../fixtures/linux/', import.meta.url));

/** A pasted output with what it must come out as; `expected` is the text of the file beside it, null when it is missing. */
export interface LinuxFixture {
  readonly name: string;
  readonly text: string;
  readonly expected: string | null;
}

/** Every `<command>/<name>.txt` below the Linux fixtures, in the order of their names. */
export function linuxFixtures(): readonly LinuxFixture[] {
  const files = new Set(readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }));
  return [...files]
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => {
      const beside = file.replace(/\.txt$/, '.expected.json');
      const expected = files.has(beside) ? readFileSync(`${FIXTURES}${beside}`, 'utf8') : null;
      return { name: file.replace(/\.txt$/, ''), text: readFileSync(`${FIXTURES}${file}`, 'utf8'), expected };
    });
}
