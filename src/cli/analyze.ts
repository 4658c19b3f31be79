import type { Evidence } from '../model/evidence.ts';
import type { Triage } from '../model/triage.ts';
import { toReport } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { printable } from '../report/printable.ts';
import { renderTerminal } from '../report/terminal.ts';
import { triage } from '../triage.ts';
import { type AnalyzeRequest, parseAnalyze } from './arguments.ts';
import { EXIT, type Io } from './io.ts';
import { loadCase, type Unreadable } from './load-case.ts';
import { layoutFor, refuse } from './refuse.ts';

/**
 * `roundtrip analyze PATH… [--json|--markdown] [--flow TEXT] [--pictures DIR] [--colour|--no-colour]`. The report goes
 * to `out` alone, everything else to `err`. Returns the exit code: 0 when it could analyse, 2 with one line on `err` when not.
 */
export async function analyze(words: readonly string[], io: Io): Promise<number> {
  const request = parseAnalyze(words);
  if (!request.ok) return refuse(request.error, io);
  const loaded = await loadCase(request.value.paths, io.stdin, request.value.flow);
  if (!loaded.ok) return refuse(loaded.error, io);
  const { unreadable, warnings, ...input } = loaded.value;
  for (const warning of warnings) io.err(`roundtrip: ${printable(warning)}\n`);
  const told = triage({ ...input, flow: request.value.flow ?? input.flow });
  io.out(render(accountFor(unreadable, told), request.value, io));
  return request.value.pictures === null ? EXIT.done : draw(told, request.value.pictures, io);
}

/** What was drawn is said on `err`, with the sentences that say the same as the picture. */
async function draw(told: Triage, folder: string, io: Io): Promise<number> {
  const { writePictures } = await import('./write-pictures.ts');
  const written = await writePictures(told, folder);
  if (!written.ok) return refuse(written.error, io);
  for (const line of written.value) io.err(`roundtrip: ${printable(line)}\n`);
  return EXIT.done;
}

/** What could not be read at all still stands in the account of evidence, behind what was read. */
function accountFor(unreadable: readonly Unreadable[], told: Triage): Triage {
  const first = told.evidence.length + 1;
  const added = unreadable.map(
    ({ source, problem }, index): Evidence => ({
      id: `e${first + index}`,
      source,
      lines: { from: 1, to: 1 },
      observer: null,
      kind: 'unknown',
      command: null,
      point: null,
      takenAt: null,
      parsed: 'none',
      unread: [],
      problem,
      facts: [],
    }),
  );
  return added.length === 0 ? told : { ...told, evidence: [...told.evidence, ...added] };
}

function render(told: Triage, request: AnalyzeRequest, io: Io): string {
  if (request.format === 'json') return `${JSON.stringify(toReport(told), null, 2)}\n`;
  if (request.format === 'markdown') return renderMarkdown(told);
  return renderTerminal(told, layoutFor(io, request.colour));
}
