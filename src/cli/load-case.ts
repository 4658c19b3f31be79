import type { RawEvidence } from '../model/evidence.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import type { TriageInput } from '../model/triage.ts';
import { type CaseFile, type FileNotes, parseCaseFile } from './case-file.ts';
import { decode } from './decode.ts';
import { findSources, type Source } from './find-sources.ts';

/** A source that holds no text, and why it could not be read. */
export interface Unreadable {
  readonly source: string;
  readonly problem: string;
}

/** A triage's input as files gave it. `warnings` are sentences for the person who asked. */
export interface LoadedCase extends TriageInput {
  readonly unreadable: readonly Unreadable[];
  readonly warnings: readonly string[];
}

const NO_CASE_FILE: CaseFile = { flow: null, symptoms: [], fixedAt: null, files: new Map(), warnings: [] };

/**
 * Loads what a person points at: a file, several, folders (with or without a `case.yml`), or `-` for standard input.
 * A source is named by its path inside its folder, or as it was given. Fails when a path cannot be read, when a
 * `case.yml` cannot be used, and when there is nothing in it all that could be evidence.
 */
export async function loadCase(
  paths: string | readonly string[],
  stdin: AsyncIterable<Uint8Array> = process.stdin,
): Promise<Result<LoadedCase>> {
  const found = await findSources(typeof paths === 'string' ? [paths] : paths, stdin);
  if (!found.ok) return found;
  const caseFile = readCaseFiles(found.value.caseFiles);
  if (!caseFile.ok) return caseFile;
  return collect(found.value.evidence, caseFile.value);
}

function readCaseFiles(sources: readonly Source[]): Result<CaseFile> {
  const [first, second] = sources;
  if (second !== undefined) return fail(unusable(second.path, 'this is a second case.yml: analyse one case at a time'));
  if (first === undefined) return ok(NO_CASE_FILE);
  const decoded = decode(first.bytes);
  return 'text' in decoded
    ? parseCaseFile(first.path, decoded.text)
    : fail(unusable(first.path, `it is ${decoded.binary}`));
}

function collect(sources: readonly Source[], caseFile: CaseFile): Result<LoadedCase> {
  const raw: RawEvidence[] = [];
  const unreadable: Unreadable[] = [];
  for (const { name, path, bytes } of sources) {
    const decoded = decode(bytes);
    if ('binary' in decoded) unreadable.push({ source: name, problem: `It is ${decoded.binary}.` });
    else if (decoded.text.trim() === '') unreadable.push({ source: name, problem: 'It is empty.' });
    else
      raw.push({
        source: name,
        text: decoded.text,
        obtained: path === '-' ? 'paste' : 'file',
        ...caseFile.files.get(name),
      });
  }
  const [only] = unreadable;
  if (raw.length === 0) {
    return fail(unusable(only?.source ?? 'input', only === undefined ? 'there is no file in it' : lower(only.problem)));
  }
  const { flow, symptoms, fixedAt, files, warnings } = caseFile;
  return ok({ raw, flow, symptoms, fixedAt, unreadable, warnings: [...warnings, ...strangers(files, sources)] });
}

function strangers(files: ReadonlyMap<string, FileNotes>, sources: readonly Source[]): readonly string[] {
  const names = new Set(sources.map(({ name }) => name));
  return [...files.keys()]
    .filter((name) => !names.has(name))
    .map((name) => `case.yml speaks of "${name}", which is not there`);
}

function lower(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

function unusable(where: string, message: string): Problem {
  return { code: 'input.unusable', where, message };
}
