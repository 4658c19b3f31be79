import { parseFlow } from '../evidence/flow-text.ts';
import type { Flow } from '../model/flow.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { Triage } from '../model/triage.ts';
import { comparisonMarkdown, renderComparison, toComparisonReport } from '../report/comparison-text.ts';
import { printable } from '../report/printable.ts';
import { compareMoments, triage } from '../triage.ts';
import { readWords, wrong } from './arguments.ts';
import { EXIT, type Io } from './io.ts';
import { loadCase } from './load-case.ts';
import { layoutFor, refuse } from './refuse.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  flow: { type: 'string' },
  colour: { type: 'boolean' },
  color: { type: 'boolean' },
} as const;

interface CompareRequest {
  readonly before: string;
  readonly after: string;
  readonly format: 'terminal' | 'json' | 'markdown';
  readonly flow: Flow | null;
  readonly colour: boolean | null;
}

/**
 * `roundtrip compare BEFORE AFTER [--json|--markdown] [--flow TEXT] [--colour|--no-colour]`, each a file or a folder.
 * What AFTER does not say of the conversation is taken from BEFORE. Exit codes as those of `analyze`.
 */
export async function compareCommand(words: readonly string[], io: Io): Promise<number> {
  const request = readRequest(words);
  if (!request.ok) return refuse(request.error, io);
  const { before, after, flow, format } = request.value;
  const former = await momentOf(before, flow, io);
  if (!former.ok) return refuse(former.error, io);
  const now = await momentOf(after, flow, io, former.value.flow);
  if (!now.ok) return refuse(now.error, io);
  const comparison = compareMoments(former.value, now.value);
  if (format === 'json') io.out(`${JSON.stringify(toComparisonReport(comparison), null, 2)}\n`);
  else if (format === 'markdown') io.out(comparisonMarkdown(comparison));
  else io.out(renderComparison(comparison, layoutFor(io, request.value.colour)));
  return EXIT.done;
}

/** A new attempt has another port of the client, so only the ends of the other moment's conversation are taken over. */
async function momentOf(path: string, flow: Flow | null, io: Io, other: Flow | null = null): Promise<Result<Triage>> {
  const loaded = await loadCase([path], io.stdin, flow);
  if (!loaded.ok) return loaded;
  const { unreadable, warnings, ...input } = loaded.value;
  for (const warning of warnings) io.err(`roundtrip: ${printable(warning)}\n`);
  for (const { source, problem } of unreadable) io.err(`roundtrip: ${printable(`${source}: ${problem}`)}\n`);
  const ends = other === null ? null : { ...other, client: { ...other.client, port: null } };
  return ok(triage({ ...input, flow: flow ?? input.flow ?? ends }));
}

function readRequest(words: readonly string[]): Result<CompareRequest> {
  const parsed = readWords(words, OPTIONS);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [before, after, more] = positionals;
  if (before === undefined || after === undefined || more !== undefined)
    return wrong('name two files or folders: BEFORE AFTER');
  if (before === '-' && after === '-') return wrong('standard input can be read only once');
  if (values.json === true && values.markdown === true) return wrong('choose --json or --markdown');
  const flow = values.flow === undefined ? null : parseFlow(values.flow);
  if (flow !== null && !flow.ok) return fail({ ...flow.error, where: '--flow' });
  return ok({
    before,
    after,
    format: values.json === true ? 'json' : values.markdown === true ? 'markdown' : 'terminal',
    flow: flow?.value ?? null,
    colour: values.colour ?? values.color ?? null,
  });
}
