import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readEvidence } from '../../src/evidence/read.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { plain } from './cli/fixture-reading.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));

export interface TextFixture {
  readonly name: string;
  readonly text: string;
}

/** Every output that some parser has a fixture of, whatever the platform. */
export const ALL_FIXTURES: readonly TextFixture[] = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:txt|xml|log|yaml|yml|conf|json)$/.test(path) && !path.endsWith('.expected.json'))
  .sort()
  .map((path) => ({ name: path.replaceAll('\\', '/'), text: readFileSync(`${FIXTURES}${path}`, 'utf8') }));

export function readFile(text: string, source = 'file.txt'): readonly Evidence[] {
  return readEvidence([{ source, text, obtained: 'file' }]);
}

/** What was understood, without the places. */
export function understood(evidence: readonly Evidence[]): readonly unknown[] {
  return evidence.map(({ kind, parsed, observer, facts }) => ({ kind, parsed, observer, facts: plain(facts) }));
}
