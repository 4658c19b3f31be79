import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { parseFlow } from '../evidence/flow-text.ts';
import type { Flow } from '../model/flow.ts';
import { fail, ok, type Result } from '../model/result.ts';

export type Format = 'terminal' | 'json' | 'markdown';

/** What `roundtrip analyze` was asked for. `colour` null: decided by the terminal. */
export interface AnalyzeRequest {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly flow: Flow | null;
  readonly colour: boolean | null;
  /** A folder for pictures; null when none are asked for. */
  readonly pictures: string | null;
}

const OPTIONS = {
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  flow: { type: 'string' },
  pictures: { type: 'string' },
  colour: { type: 'boolean' },
  color: { type: 'boolean' },
} as const;

/** Reads the words behind `analyze`. A wrong word is a problem whose message names it. */
export function parseAnalyze(words: readonly string[]): Result<AnalyzeRequest> {
  const parsed = readWords(words, OPTIONS);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (positionals.length === 0) return wrong('name a file, several, a folder, or - for standard input');
  if (values.json === true && values.markdown === true) return wrong('choose --json or --markdown');
  const flow = values.flow === undefined ? null : parseFlow(values.flow);
  if (flow !== null && !flow.ok) return fail({ ...flow.error, where: '--flow' });
  return ok({
    paths: positionals,
    format: values.json === true ? 'json' : values.markdown === true ? 'markdown' : 'terminal',
    flow: flow?.value ?? null,
    colour: values.colour ?? values.color ?? null,
    pictures: values.pictures ?? null,
  });
}

/** Reads the words behind a command by its options; a word that is none of them is a problem. */
export function readWords<const Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  try {
    return ok(parseArgs({ args: [...words], options, allowPositionals: true, allowNegative: true, strict: true }));
  } catch (error) {
    return wrong((error instanceof Error ? error.message : String(error)).replace(/\. To specify.*$/s, ''));
  }
}

/** Words that do not say what to do. */
export function wrong(message: string) {
  return fail({ code: 'arguments.wrong', message, todo: 'roundtrip --help shows what can be asked' });
}
