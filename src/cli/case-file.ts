import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { parseFlow } from '../evidence/flow-text.ts';
import type { Flow } from '../model/flow.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import { SYMPTOMS, type Symptom } from '../model/symptom.ts';

/** What a person says of one file: who looked, at which interface or capture stage, and when (ISO 8601). */
export interface FileNotes {
  readonly observer?: string;
  readonly point?: string;
  readonly takenAt?: string;
}

/** The content of a `case.yml`. `warnings` are sentences on what was passed over, each with its line. */
export interface CaseFile {
  readonly flow: Flow | null;
  readonly symptoms: readonly Symptom[];
  readonly fixedAt: string | null;
  readonly files: ReadonlyMap<string, FileNotes>;
  readonly warnings: readonly string[];
}

const text = z.string().trim().min(1);
const time = z.iso.datetime({ offset: true, error: 'write a time with its zone, like 2026-11-10T12:00:00Z' });
const notes = { observer: text.optional(), point: text.optional(), takenAt: time.optional() };

const schema = z.looseObject({
  flow: text.nullish(),
  symptoms: z.array(text).nullish(),
  fixedAt: time.nullish(),
  files: z
    .union([z.record(z.string(), z.strictObject(notes)), z.array(z.strictObject({ ...notes, file: text }))], {
      error: 'name each file with its observer, point or takenAt',
    })
    .nullish(),
});

type Written = z.infer<typeof schema>;
type LineOf = (path: readonly PropertyKey[]) => number;

const KNOWN_KEYS: ReadonlySet<string> = new Set(Object.keys(schema.shape));

/**
 * Reads a `case.yml`: `flow`, `symptoms`, `fixedAt`, and `files` with `observer`, `point` and `takenAt` for each
 * (by name, or a list in which `file` names it). A value of the wrong shape is a problem that names file and line;
 * an unknown key or symptom is a warning.
 */
export function parseCaseFile(name: string, content: string): Result<CaseFile> {
  const counter = new LineCounter();
  const document = parseDocument(content, { lineCounter: counter });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = counter.linePos(broken.pos[0]).line;
    return fail(
      problem(name, line, `this is no YAML: ${broken.message.split('\n')[0] ?? ''}`.replace(/ at line .*$/, '')),
    );
  }
  const lineOf: LineOf = (path) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      const start = startOf(node);
      if (start !== null) return counter.linePos(start).line;
    }
    return 1;
  };
  const plain: unknown = document.toJS();
  const read = schema.safeParse(plain ?? {});
  if (!read.success) {
    const [issue] = read.error.issues;
    const path = issue?.path ?? [];
    return fail(problem(name, lineOf(path), `${path.join('.') || 'the file'}: ${issue?.message ?? 'cannot be used'}`));
  }
  return fromWritten(name, read.data, lineOf);
}

function startOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  const [start]: readonly unknown[] = node.range;
  return typeof start === 'number' ? start : null;
}

function fromWritten(name: string, written: Written, lineOf: LineOf): Result<CaseFile> {
  const flow = written.flow ? parseFlow(written.flow) : null;
  if (flow !== null && !flow.ok)
    return fail(problem(name, lineOf(['flow']), `flow: ${flow.error.message}`, flow.error.todo));
  const named = written.symptoms ?? [];
  const unknownSymptoms = named.flatMap((symptom, index) =>
    isSymptom(symptom)
      ? []
      : [`${name}:${lineOf(['symptoms', index])}: the symptom "${symptom}" is not known and was passed over`],
  );
  const unknownKeys = Object.keys(written)
    .filter((key) => !KNOWN_KEYS.has(key))
    .map((key) => `${name}:${lineOf([key])}: the key "${key}" is not known and was passed over`);
  return ok({
    flow: flow?.value ?? null,
    symptoms: [...new Set(named.filter(isSymptom))],
    fixedAt: written.fixedAt ?? null,
    files: filesOf(written.files),
    warnings: [...unknownSymptoms, ...unknownKeys],
  });
}

function filesOf(files: Written['files']): ReadonlyMap<string, FileNotes> {
  if (!files) return new Map();
  const entries = Array.isArray(files)
    ? files.map(({ file, ...said }) => ({ file, said }))
    : Object.entries(files).map(([file, said]) => ({ file, said }));
  return new Map(entries.map(({ file, said }) => [file, given(said)]));
}

function given({ observer, point, takenAt }: { [key in keyof FileNotes]: string | undefined }): FileNotes {
  return {
    ...(observer === undefined ? {} : { observer }),
    ...(point === undefined ? {} : { point }),
    ...(takenAt === undefined ? {} : { takenAt }),
  };
}

function isSymptom(word: string): word is Symptom {
  return SYMPTOMS.some(({ id }) => id === word);
}

function problem(name: string, line: number, message: string, todo?: string): Problem {
  return { code: 'case-file.unusable', where: `${name}:${line}`, message, ...(todo === undefined ? {} : { todo }) };
}
