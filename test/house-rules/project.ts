import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A text file of the project; `path` is relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One place where a house rule is broken. */
export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

const NEVER_OURS: ReadonlySet<string> = new Set(['.git', 'node_modules', '.roundtrip', 'coverage']);

/** Every file that belongs to the project: what git tracks or would track; without git, everything but the ignored folders. */
export function projectPaths(): readonly string[] {
  const paths = existsSync(join(ROOT, '.git')) ? fromGit() : walk(ROOT);
  return [...new Set(paths)].filter((path) => existsSync(join(ROOT, path))).sort();
}

function fromGit(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed.split('\0').filter((path) => path !== '');
}

function walk(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NEVER_OURS.has(entry.name) ? [] : walk(path);
    return entry.isFile() ? [relative(ROOT, path).split(sep).join('/')] : [];
  });
}

/** The text files of the project; a file with a NUL byte in it is not text. */
export function projectTexts(): readonly SourceFile[] {
  return projectPaths()
    .filter((path) => statSync(join(ROOT, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
    .filter((file) => !file.text.includes('\0'));
}

/** The TypeScript among them, optionally only below some folders. */
export function typescriptFiles(...folders: readonly string[]): readonly SourceFile[] {
  return projectTexts().filter(
    (file) =>
      /\.tsx?$/.test(file.path) &&
      (folders.length === 0 || folders.some((folder) => file.path.startsWith(`${folder}/`))),
  );
}

/** Reads one file of the project; empty when it does not exist, so that a rule can say that it is missing. */
export function readProjectFile(path: string): string {
  const full = join(ROOT, path);
  return existsSync(full) ? readFileSync(full, 'utf8') : '';
}

/** One line a breach, as a test prints it. */
export function shown(breaches: readonly Breach[]): readonly string[] {
  return breaches.map((breach) => `${breach.path}:${breach.line} ${breach.says}`);
}

/** A breach for every line of a text that a pattern matches; the pattern must not be global. */
export function breachesByLine(path: string, text: string, pattern: RegExp, says: string): readonly Breach[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [{ path, line: index + 1, says }] : []));
}
