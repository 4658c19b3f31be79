import type { RawEvidence } from '../model/evidence.ts';
import type { Flow } from '../model/flow.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import type { TriageInput } from '../model/triage.ts';
import { type CaseFile, type FileNotes, parseCaseFile } from './case-file.ts';
import { type Decoded, decode } from './decode.ts';
import { findSources, readSource, type Source } from './find-sources.ts';
import { type Content, UNREADABLE } from './read-content.ts';

/** A source that holds nothing that can be read, and why. */
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
 * A source is named by its path inside its folder, or as it was given; `flow` is the one that a person named beside
 * it. Fails when a path cannot be read, when a `case.yml` cannot be used, and when there is nothing in it all that
 * could be evidence.
 */
export async function loadCase(
  paths: string | readonly string[],
  stdin: AsyncIterable<Uint8Array> = process.stdin,
  flow: Flow | null = null,
): Promise<Result<LoadedCase>> {
  const found = await findSources(typeof paths === 'string' ? [paths] : paths);
  if (!found.ok) return found;
  const caseFile = await readCaseFiles(found.value.caseFiles, stdin);
  if (!caseFile.ok) return caseFile;
  return collect(found.value.evidence, caseFile.value, stdin, flow ?? caseFile.value.flow);
}

async function readCaseFiles(sources: readonly Source[], stdin: AsyncIterable<Uint8Array>): Promise<Result<CaseFile>> {
  const [first, second] = sources;
  if (second !== undefined) return fail(unusable(second.path, 'this is a second case.yml: analyse one case at a time'));
  if (first === undefined) return ok(NO_CASE_FILE);
  const content = await readSource(first, stdin);
  if (!content.ok) return content;
  const decoded = decoding(content.value);
  return 'text' in decoded
    ? parseCaseFile(first.path, decoded.text)
    : fail(unusable(first.path, `it is ${decoded.binary}`));
}

function decoding(content: Content): Decoded {
  return 'capture' in content ? { binary: 'a packet capture' } : decode(content.bytes);
}

async function collect(
  sources: readonly Source[],
  caseFile: CaseFile,
  stdin: AsyncIterable<Uint8Array>,
  about: Flow | null,
): Promise<Result<LoadedCase>> {
  const raw: RawEvidence[] = [];
  const unreadable: Unreadable[] = [];
  const wanted = about === null ? [] : [about.client.address, about.server.address];
  for (const source of sources) {
    const content = await readSource(source, stdin, wanted);
    if (!content.ok && content.error.code !== UNREADABLE) return content;
    const told = content.ok ? evidenceIn(content.value) : sentence(content.error.message);
    if (typeof told === 'string') unreadable.push({ source: source.name, problem: told });
    else {
      const obtained = source.path === '-' ? 'paste' : 'file';
      raw.push({ source: source.name, ...told, obtained, ...caseFile.files.get(source.name) });
    }
  }
  const [only] = unreadable;
  if (raw.length === 0) {
    return fail(unusable(only?.source ?? 'input', only === undefined ? 'there is no file in it' : lower(only.problem)));
  }
  const { flow, symptoms, fixedAt, files, warnings } = caseFile;
  return ok({ raw, flow, symptoms, fixedAt, unreadable, warnings: [...warnings, ...strangers(files, sources)] });
}

/** What a source's content is as evidence, or a sentence on why it is none. */
function evidenceIn(content: Content): Pick<RawEvidence, 'text' | 'capture'> | string {
  if ('capture' in content) return { text: '', capture: content.capture };
  const decoded = decode(content.bytes);
  if ('binary' in decoded) return `It is ${decoded.binary}.`;
  return decoded.text.trim() === '' ? 'It is empty.' : { text: decoded.text };
}

function strangers(files: ReadonlyMap<string, FileNotes>, sources: readonly Source[]): readonly string[] {
  const names = new Set(sources.map(({ name }) => name));
  return [...files.keys()]
    .filter((name) => !names.has(name))
    .map((name) => `case.yml speaks of "${name}", which is not there`);
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function lower(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1).replace(/\.$/, '')}`;
}

function unusable(where: string, message: string): Problem {
  return { code: 'input.unusable', where, message };
}
