import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { RouterRoute } from '../../../src/model/facts.ts';
import { plain } from '../cli/fixture-reading.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/router/', import.meta.url));

/** `<platform and command>/<name>` of every router output among the fixtures. */
export function fixtureNames(): readonly string[] {
  return readdirSync(FIXTURES)
    .sort()
    .flatMap((folder) =>
      readdirSync(`${FIXTURES}${folder}`)
        .filter((file) => file.endsWith('.txt'))
        .sort()
        .map((file) => `${folder}/${file.replace(/\.txt$/, '')}`),
    );
}

export function fixtureText(name: string): string {
  return readFileSync(`${FIXTURES}${name}.txt`, 'utf8');
}

export function fixtureExpectation(name: string): unknown {
  return JSON.parse(readFileSync(`${FIXTURES}${name}.expected.json`, 'utf8'));
}

/** Reads a text that is one output; throws when it comes out as none or several. */
export function readOne(text: string): Evidence {
  const [evidence, ...others] = readEvidence([{ source: 'paste-1', text, obtained: 'file' }]);
  if (evidence === undefined || others.length > 0) throw new Error(`${others.length + 1} outputs instead of one`);
  return evidence;
}

/** What a fixture's expectation tells: who, what kind, how much of it, and the facts without their citations. */
export function shownOf({ kind, observer, parsed, unread, facts }: Evidence): object {
  return { kind, observer, parsed, unread: unread.map(({ from, to }) => [from, to]), facts: plain(facts) };
}

/** Every single thing that routes claim, so that two readings can be compared: one line for each path. */
export function claimsOf(facts: Evidence['facts']): readonly string[] {
  return facts.flatMap((fact) => (fact.kind === 'router-route' ? pathClaims(fact) : [JSON.stringify(plain([fact]))]));
}

function pathClaims({ vrf, table, prefix, protocol, drops, paths }: RouterRoute): readonly string[] {
  const subject = [table, vrf, prefix, protocol, drops];
  return drops ? [JSON.stringify(subject)] : paths.map((path) => JSON.stringify([...subject, path]));
}
