import { posix } from 'node:path';
import type { Breach, SourceFile } from './project.ts';
import { importsOf } from './source.ts';

/**
 * Who may import whom in `src/`: a room (folder), or a file at the top, with the rooms and files that it may ask for.
 * A room may always import itself. `*` is everything.
 */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  evidence: ['model'],
  analysis: ['model'],
  patterns: ['model'],
  diagnosis: ['model', 'patterns'],
  report: ['model', 'patterns'],
  picture: ['model'],
  panos: ['model', 'log.ts'],
  simulator: ['model'],
  access: ['model', 'store'],
  store: ['model'],
  jobs: ['model', 'store', 'access', 'triage.ts', 'log.ts', 'diagnosis/case-facts.ts', 'evidence/read.ts'],
  slack: [
    ...[
      'triage.ts',
      'report',
      'store',
      'access',
      'model',
      'log.ts',
      'jobs/desk.ts',
      'jobs/actions.ts',
      'jobs/too-many.ts',
    ],
    ...['jobs/commands-of.ts'],
    ...['evidence/slack-text.ts', 'evidence/flow-text.ts'],
  ],
  warroom: [],
  cli: [
    ...['triage.ts', 'report', 'picture', 'model', 'evidence', 'access', 'store', 'config.ts'],
    ...['diagnosis/tests-page.ts', 'diagnosis/separation-page.ts'],
  ],
  'triage.ts': ['model', 'evidence', 'analysis', 'diagnosis'],
  'config.ts': ['model'],
  'secrets.ts': ['model', 'config.ts'],
  'log.ts': [],
  'live.ts': ['*'],
  'lab.ts': ['*'],
  'serve.ts': ['*'],
  'main.ts': ['*'],
};

/** Imports of one source file that cross into a room where its own room has no business. */
export function roomBreaches(
  file: SourceFile,
  rooms: Readonly<Record<string, readonly string[]>> = ROOMS,
): readonly Breach[] {
  const inside = file.path.replace(/^src\//, '');
  const room = roomOf(inside);
  const allowed = rooms[room];
  if (allowed === undefined) {
    return [{ path: file.path, line: 1, says: `is in "${room}", which is not in the table of rooms` }];
  }
  return importsOf(file.text).flatMap(({ specifier, line }) => {
    if (!specifier.startsWith('.')) return [];
    const target = posix.join(posix.dirname(inside), specifier);
    if (target.startsWith('..')) {
      return target === '../package.json'
        ? []
        : [{ path: file.path, line, says: `reaches out of src to ${specifier}` }];
    }
    const asked = roomOf(target);
    const may = asked === room || allowed.includes('*') || allowed.includes(asked) || allowed.includes(target);
    return may ? [] : [{ path: file.path, line, says: `${room} may not import ${target}` }];
  });
}

/** The room of a path below `src/`; a file at the top is a room of its own. */
export function roomOf(inside: string): string {
  return inside.split('/')[0] ?? inside;
}
