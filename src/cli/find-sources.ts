import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import { type Content, openFile, readContent } from './read-content.ts';

/** One file. `name` is unique and what reports call it; `path` is where it was found, `-` for standard input. */
export interface Source {
  readonly name: string;
  readonly path: string;
}

export interface FoundSources {
  readonly caseFiles: readonly Source[];
  readonly evidence: readonly Source[];
}

/** Enough for a long incident; more is a wrong folder, and would only be slow. */
const MOST_FILES = 500;

const CASE_FILES: ReadonlySet<string> = new Set(['case.yml', 'case.yaml']);
/** A worked case may keep its expected answer beside the evidence: it is no evidence. */
const NO_EVIDENCE: ReadonlySet<string> = new Set(['expected.json']);

const inOrder = new Intl.Collator('en', { numeric: true }).compare;

/** Finds all files that the paths name, folders with all below them, hidden files left out, in the order of their names. */
export async function findSources(paths: readonly string[]): Promise<Result<FoundSources>> {
  const places: Source[] = [];
  for (const path of [...new Set(paths)]) {
    const found = await placesOf(path);
    if (!found.ok) return found;
    places.push(...found.value);
  }
  if (places.length > MOST_FILES)
    return fail(unusable(paths.join(' '), `more than ${MOST_FILES} files: name the ones that matter`));
  const sources = uniquelyNamed(places);
  return ok({
    caseFiles: sources.filter(({ path }) => CASE_FILES.has(basename(path))),
    evidence: sources.filter(({ path }) => !CASE_FILES.has(basename(path))),
  });
}

/** The content of a source, a capture already read. `wanted` are addresses that a person asks about. */
export async function readSource(
  { path }: Source,
  stdin: AsyncIterable<Uint8Array>,
  wanted: readonly string[] = [],
): Promise<Result<Content>> {
  try {
    const content = await readContent(path === '-' ? stdin : openFile(path), wanted);
    return content.ok ? content : fail({ ...content.error, where: path });
  } catch (error) {
    return fail(unusable(path, reason(error)));
  }
}

async function placesOf(path: string): Promise<Result<readonly Source[]>> {
  if (path === '-') return ok([{ name: 'stdin', path }]);
  try {
    if (!(await stat(path)).isDirectory()) return ok([{ name: path, path }]);
    const names = (await readdir(path, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !NO_EVIDENCE.has(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(join(path, '/').length).replaceAll('\\', '/'))
      .filter((name) => !name.split('/').some((part) => part.startsWith('.')));
    return ok(names.sort(inOrder).map((name) => ({ name, path: join(path, name) })));
  } catch (error) {
    return fail(unusable(path, reason(error)));
  }
}

/** Files of two folders may share a name; then they are called by their paths. */
function uniquelyNamed(places: readonly Source[]): readonly Source[] {
  const seen = new Map<string, number>();
  for (const { name } of places) seen.set(name, (seen.get(name) ?? 0) + 1);
  return places.map((place) => (seen.get(place.name) === 1 ? place : { ...place, name: place.path }));
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'it may not be read'],
]);

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return REASONS.get(code) ?? `it cannot be read (${String(code ?? error)})`;
}

function unusable(where: string, message: string): Problem {
  return { code: 'input.unusable', where, message };
}
