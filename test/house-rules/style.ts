import type { Breach, SourceFile } from './project.ts';
import { breachesByLine } from './project.ts';
import { masked } from './source.ts';

export const LINE_LIMIT = 400;

/** Files that a framework calls by their default export. */
const DEFAULT_EXPORT_ALLOWED = /^(?:vitest\.config\.ts|test\/support\/[a-z-]+-setup\.ts)$/;
const ENVIRONMENT_READERS: ReadonlySet<string> = new Set(['src/main.ts', 'src/config.ts']);
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.tsx?$/;
const DRAWER = /(?:^|\/)(?:utils?|helpers?|misc|common)(?:\/|\.tsx?$)/;

const NOT_EVERY_TEST =
  /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo|only|fails)\b|\b(?:xit|xdescribe|fit|fdescribe)\s*\(/;

/** Everything about the form of a TypeScript file that the linter does not watch. */
export function styleBreaches(file: SourceFile): readonly Breach[] {
  return [...nameBreaches(file.path), ...sizeBreaches(file), ...codeBreaches(file), ...environmentBreaches(file)];
}

function nameBreaches(path: string): readonly Breach[] {
  const name = path.split('/').at(-1) ?? path;
  return [
    ...(KEBAB_CASE.test(name) ? [] : [{ path, line: 1, says: 'has a name that is not kebab-case' }]),
    ...(DRAWER.test(path) ? [{ path, line: 1, says: 'is a drawer; name it after the one idea that it holds' }] : []),
  ];
}

function sizeBreaches(file: SourceFile): readonly Breach[] {
  const lines = file.text.replace(/\n$/, '').split('\n').length;
  return lines > LINE_LIMIT
    ? [{ path: file.path, line: LINE_LIMIT, says: `has ${lines} lines; past ${LINE_LIMIT} it is split` }]
    : [];
}

function codeBreaches(file: SourceFile): readonly Breach[] {
  const code = masked(file.text, 'comments-and-strings');
  const breaches = [
    ...breachesByLine(file.path, code, /\bas any\b/, 'says `as any`'),
    ...breachesByLine(
      file.path,
      commentsOf(file.text),
      /@ts-(?:ignore|nocheck|expect-error)\b/,
      'silences the compiler',
    ),
  ];
  if (!DEFAULT_EXPORT_ALLOWED.test(file.path)) {
    breaches.push(...breachesByLine(file.path, code, /^\s*export\s+default\b/, 'has a default export'));
  }
  if (file.path.startsWith('test/')) {
    breaches.push(...breachesByLine(file.path, code, NOT_EVERY_TEST, 'does not run every test'));
  }
  return breaches;
}

/** The comments alone: what is in the source and not in its code. */
function commentsOf(source: string): string {
  const code = masked(source, 'comments');
  return [...source].map((char, index) => (char === '\n' || code[index] !== char ? char : ' ')).join('');
}

function environmentBreaches(file: SourceFile): readonly Breach[] {
  if (!file.path.startsWith('src/') || ENVIRONMENT_READERS.has(file.path)) return [];
  const code = masked(file.text, 'comments-and-strings');
  return breachesByLine(
    file.path,
    code,
    /\bprocess\s*\.\s*env\b/,
    'reads the environment; only main.ts and config.ts do',
  );
}
