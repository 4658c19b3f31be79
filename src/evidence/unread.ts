import type { LineRange } from '../model/evidence.ts';
import { isBlank, isDivider } from './lines.ts';
import { isNoise } from './noise.ts';
import type { Line } from './parser.ts';

/** The lines that carry something to understand: no blanks, rulers, banners or marks of a pager. */
export function wordedLines(lines: readonly Line[]): readonly Line[] {
  return lines.filter((line) => !isBlank(line) && !isDivider(line) && !isNoise(line));
}

/**
 * The worded lines that are not in `read`, as ranges in their order. Neighbours join, also across blank lines;
 * a line that was read, or that holds nothing to understand, parts two ranges.
 */
export function unreadRanges(lines: readonly Line[], read: ReadonlySet<number>): readonly LineRange[] {
  const unread = new Set(wordedLines(lines).filter((line) => !read.has(line.number)));
  const ranges: { from: number; to: number }[] = [];
  let open: { from: number; to: number } | null = null;
  for (const line of lines) {
    if (isBlank(line)) continue;
    if (!unread.has(line)) open = null;
    else if (open !== null) open.to = line.number;
    else {
      open = { from: line.number, to: line.number };
      ranges.push(open);
    }
  }
  return ranges;
}
