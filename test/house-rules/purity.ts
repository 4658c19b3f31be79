import type { Breach, SourceFile } from './project.ts';
import { breachesByLine } from './project.ts';
import { roomOf } from './rooms.ts';
import { importsOf, masked, packageOf } from './source.ts';

/** Rooms where the same input gives the same bytes. `triage.ts` is one of them. */
export const PURE_ROOMS: readonly string[] = [
  'model',
  'evidence',
  'analysis',
  'patterns',
  'diagnosis',
  'report',
  'triage.ts',
];

const OUTSIDE_WORLD = /^(?:undici|pino|ws|kysely|pg|pg-boss|@electric-sql\/.*|@slack\/.*)$/;

const IMPURE: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  { pattern: /\bDate\s*\.\s*now\b|\bnew Date\s*(?:\(\s*\)|;|$)|\bperformance\s*\./, says: 'reads the clock' },
  { pattern: /\bMath\s*\.\s*random\b|\bcrypto\s*\./, says: 'draws at random' },
  { pattern: /\bprocess\s*[.[]|\bglobalThis\s*\.\s*process\b/, says: 'looks at the process' },
  { pattern: /\bset(?:Timeout|Interval|Immediate)\s*\(/, says: 'waits' },
  { pattern: /(?<![.\w])fetch\s*\(/, says: 'goes to the network' },
];

/** Places where a file of a pure room does I/O, reads the clock or draws at random; empty for files of other rooms. */
export function purityBreaches(file: SourceFile): readonly Breach[] {
  const room = roomOf(file.path.replace(/^src\//, ''));
  if (!file.path.startsWith('src/') || !PURE_ROOMS.includes(room)) return [];
  const code = masked(file.text, 'comments-and-strings');
  return [
    ...importBreaches(file, room),
    ...IMPURE.flatMap(({ pattern, says }) => breachesByLine(file.path, code, pattern, says)),
  ];
}

function importBreaches(file: SourceFile, room: string): readonly Breach[] {
  return importsOf(file.text).flatMap(({ specifier, line, typeOnly }) => {
    const asked = packageOf(specifier);
    if (room === 'report' && typeOnly && asked === '@slack/types') return [];
    const outside = specifier.startsWith('node:') || (asked !== null && OUTSIDE_WORLD.test(asked));
    return outside ? [{ path: file.path, line, says: `is pure and imports ${specifier}` }] : [];
  });
}
