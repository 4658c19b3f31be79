import type { Citation } from '../../model/evidence.ts';
import { isNoise } from '../noise.ts';
import type { Line } from '../parser.ts';
import type { JsonNode } from './json-tree.ts';
import type { Stretch } from './shape.ts';

const QUOTE_LIMIT = 160;
/** A page of a thousand network interfaces is about three million characters long. */
const MOST_CHARACTERS = 8_000_000;

/** The text of a block as one string, with the way back from an offset to the line that it stands on. */
export interface Page {
  readonly source: string;
  readonly text: string;
  /** True when the text was longer than is read. */
  readonly cut: boolean;
  lineOf(offset: number): number;
}

/** Joins the lines of a block; marks of a pager are left out, since they stand in the middle of values. */
export function pageOf(source: string, all: readonly Line[]): Page {
  const lines = all.filter((line) => !isNoise(line));
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.text.length + 1;
  }
  const text = lines.map((line) => line.text).join('\n');
  return {
    source,
    text: text.slice(0, MOST_CHARACTERS),
    cut: text.length > MOST_CHARACTERS,
    lineOf: (offset) => lines[indexAt(starts, offset)]?.number ?? 1,
  };
}

/** The last start that is not behind the offset. */
function indexAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The numbers of the lines that a stretch touches. */
export function linesOf(page: Page, [start, end]: Stretch): readonly number[] {
  const first = page.lineOf(start);
  const last = page.lineOf(Math.max(start, end - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/**
 * Cites a value with all of its lines. The quote holds only the members named by `keys`: what stands around them
 * (account numbers, owners, tags) is nobody's business in a report.
 */
export function citeNode(page: Page, node: JsonNode, keys: readonly string[]): Citation {
  const members = node.kind === 'object' ? node.members : [];
  const quote = keys
    .flatMap((key) => members.filter((member) => member.key === key))
    .map((member) => page.text.slice(member.start, member.value.end).replace(/\s+/g, ' '))
    .join(' ⏎ ');
  return {
    source: page.source,
    lines: [page.lineOf(node.start), page.lineOf(node.end - 1)],
    quote: quote.length > QUOTE_LIMIT ? `${quote.slice(0, QUOTE_LIMIT - 1)}…` : quote,
  };
}
