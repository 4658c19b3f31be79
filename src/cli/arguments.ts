import { parseArgs } from 'node:util';
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
}

const OPTIONS = {
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  flow: { type: 'string' },
  colour: { type: 'boolean' },
  color: { type: 'boolean' },
} as const;

/** Reads the words behind `analyze`. A wrong word is a problem whose message names it. */
export function parseAnalyze(words: readonly string[]): Result<AnalyzeRequest> {
  const parsed = readWords(words);
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
  });
}

function readWords(words: readonly string[]) {
  try {
    return ok(
      parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, allowNegative: true, strict: true }),
    );
  } catch (error) {
    return wrong((error instanceof Error ? error.message : String(error)).replace(/\. To specify.*$/s, ''));
  }
}

function wrong(message: string) {
  return fail({ code: 'arguments.wrong', message, todo: 'roundtrip --help shows what can be asked' });
}
