import type { Counter, CounterSampling } from '../../model/facts.ts';
import { isBlank, isDivider } from '../lines.ts';
import { isOmission } from '../noise.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { counterRow, readSingleCounter } from './counter-row.ts';
import { askedOf } from './counter-sampling.ts';
import { isDataplaneHeading } from './dataplane-heading.ts';

const TITLE = /^Global counters?:$/i;
const ELAPSED = /^Elapsed time since last sampling:\s*(?<seconds>\d+(?:\.\d+)?)\s*seconds?$/i;
const HEADER = /^name\s+value\s+rate\s+severity\s+category\s+aspect\s+desc\w*$/i;
const TOTAL = /^Total counters shown:\s*(?<count>\d+)$/i;

/**
 * `show counter global …`: a `counter` for each row and a `counter-sampling` for each listing (one a dataplane), also for
 * a listing without rows: that nothing moved is an answer.
 */
export const counterGlobal: TextParser = {
  kind: 'counter-global',
  commands: /^show counter global\b/,
  looksLike: (block) =>
    block.lines.some(
      (line) => TITLE.test(line.text.trim()) || HEADER.test(line.text.trim()) || counterRow(line.text) !== null,
    ),
  read(block: Block): Reading {
    const parts = cutAtListings(block.lines).map((lines) => readListing(block, lines));
    return {
      facts: parts.flatMap((part) => part.facts),
      read: new Set(parts.flatMap((part) => [...part.read])),
      ...(parts.some((part) => part.problem !== undefined) ? { problem: CUT } : {}),
    };
  },
};

const CUT = 'The counter listing was cut: a counter that is not in it may still have moved. Paste it whole.';

/** A dataplane's heading or a second title begins another listing. */
function cutAtListings(lines: readonly Line[]): readonly (readonly Line[])[] {
  const parts: Line[][] = [[]];
  let titled = false;
  for (const line of lines) {
    const text = line.text.trim();
    const heading = isDataplaneHeading(text);
    if (heading || (TITLE.test(text) && titled)) {
      parts.push([]);
      titled = false;
    }
    if (TITLE.test(text)) titled = true;
    parts.at(-1)?.push(line);
  }
  return parts;
}

function readListing(block: Block, lines: readonly Line[]): Reading {
  const frame: Line[] = [];
  const counters: Counter[] = [];
  const read = new Set<number>();
  let elapsedSeconds: number | null = null;
  let total: number | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    if (isBlank(line) || isDivider(line)) continue;
    const counter = counterRow(line.text);
    if (counter) counters.push({ kind: 'counter', at: cite(block.source, [line]), ...counter });
    elapsedSeconds = numberIn(ELAPSED, text, 'seconds') ?? elapsedSeconds;
    total = numberIn(TOTAL, text, 'count') ?? total;
    const framing = [TITLE, ELAPSED, HEADER, TOTAL].some((pattern) => pattern.test(text));
    if (framing) frame.push(line);
    if (counter || framing || isDataplaneHeading(text)) read.add(line.number);
  }
  const single = counters.length === 0 ? readSingleCounter(block.source, lines) : null;
  for (const number of single?.read ?? []) read.add(number);
  const rows = single ? [single.counter] : counters;
  if (rows.length === 0 && frame.length === 0) return { facts: [], read };
  const cut = lines.some(isOmission) || (total !== null && total > rows.length);
  const sampling: CounterSampling = {
    kind: 'counter-sampling',
    at: rows.length > 0 && frame.length === 0 ? (rows[0]?.at ?? cite(block.source, lines)) : cite(block.source, frame),
    ...askedOf(block.command, cut),
    elapsedSeconds,
  };
  return { facts: [sampling, ...rows], read, ...(cut ? { problem: CUT } : {}) };
}

function numberIn(pattern: RegExp, text: string, group: string): number | null {
  const found = pattern.exec(text)?.groups?.[group];
  return found === undefined ? null : Number(found);
}
