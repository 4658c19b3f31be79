import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { toLines } from '../../../src/evidence/lines.ts';
import type { Block } from '../../../src/evidence/parser.ts';

/** `<command>/<name>.xml`, its expectation `<name>.expected.json`, and `<name>.txt` where the CLI can print the same state. */
export const FIXTURES = fileURLToPath(new URL('../../fixtures/panos-xml/', import.meta.url));

export interface XmlFixture {
  /** `<command>/<name>`. */
  readonly name: string;
  readonly folder: string;
  readonly xml: string;
  readonly text: string | null;
  readonly expected: unknown;
  /** The command that was asked, as the API's provenance or the prompt tells it; null for a bare paste. */
  readonly command: string | null;
}

const WITH_COMMAND = z.object({ command: z.string().nullable() });

export function xmlFixtures(): readonly XmlFixture[] {
  const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name: folder }) =>
    readdirSync(`${FIXTURES}${folder}`)
      .filter((file) => file.endsWith('.xml'))
      .map((file) => fixtureAt(folder, file.slice(0, -'.xml'.length))),
  );
}

function fixtureAt(folder: string, stem: string): XmlFixture {
  const path = `${FIXTURES}${folder}/${stem}`;
  const expected: unknown = JSON.parse(readFileSync(`${path}.expected.json`, 'utf8'));
  return {
    name: `${folder}/${stem}`,
    folder,
    xml: readFileSync(`${path}.xml`, 'utf8'),
    text: existsSync(`${path}.txt`) ? readFileSync(`${path}.txt`, 'utf8') : null,
    expected,
    command: WITH_COMMAND.parse(expected).command,
  };
}

export function blockOf(text: string, command: string | null = null): Block {
  return { source: 'reply.xml', observer: null, command, lines: toLines(text) };
}
