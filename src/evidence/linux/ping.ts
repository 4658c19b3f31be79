import type { PingRun } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { forbidsFragments, type PingLine, readPingLine } from './ping-lines.ts';

/** One run while its lines are read. */
interface Run {
  readonly start: Extract<PingLine, { says: 'start' }>;
  readonly dontFragment: boolean | null;
  readonly lines: Line[];
  summary: Extract<PingLine, { says: 'summary' }> | null;
  tooBig: Extract<PingLine, { says: 'too-big' }> | null;
}

/** `ping` of Linux, PAN-OS and Windows: a `ping-run` for each start. A block may hold several. */
export const ping: TextParser = {
  kind: 'ping',
  commands: /^(?:sudo )?(?:\S*\/)?ping6?\s/,
  looksLike: (block) => block.lines.some(({ text }) => /^\s*(?:PING|Pinging) /.test(text) && isStart(text)),
  read(block: Block): Reading {
    const runs: Run[] = [];
    const read = new Set<number>();
    let dontFragment = forbidsFragments(block.command);
    for (const line of worded(block.lines)) {
      const said = readPingLine(line.text);
      if (said === null) continue;
      read.add(line.number);
      if (said.says === 'command') dontFragment = said.dontFragment;
      else if (said.says === 'start')
        runs.push({ start: said, dontFragment, lines: [line], summary: null, tooBig: null });
      else addTo(runs.at(-1), said, line);
    }
    return { facts: runs.map((run) => factOf(block, run)), read };
  },
};

function isStart(text: string): boolean {
  return readPingLine(text)?.says === 'start';
}

/** Only the lines that tell something are cited. */
function addTo(run: Run | undefined, said: PingLine, line: Line): void {
  if (run === undefined) return;
  if (said.says === 'summary') run.summary ??= said;
  if (said.says === 'too-big') run.tooBig ??= said;
  if (said.says !== 'answer') run.lines.push(line);
}

function factOf(block: Block, { start, dontFragment, lines, summary, tooBig }: Run): PingRun {
  return {
    kind: 'ping-run',
    at: cite(block.source, lines),
    target: start.target,
    payload: start.payload,
    dontFragment,
    sent: summary?.sent ?? null,
    received: summary?.received ?? null,
    tooBig: tooBig === null ? null : { by: tooBig.by, mtu: tooBig.mtu },
  };
}
