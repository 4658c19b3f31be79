import type { Line } from '../parser.ts';

/** The lines of a block as one text, and the offset at which each line begins in it. */
export interface JoinedText {
  readonly text: string;
  readonly starts: readonly number[];
}

/** No terminal in use is narrower; below this, equal lengths mean nothing. */
const NARROWEST = 40;

/**
 * Joins lines with line ends, or without one where a terminal has wrapped: copying from some terminals turns every
 * wrap into a line end, also inside of names and addresses. It shows by a longest line that ends within a tag, where
 * PAN-OS itself never ends a line, or by lines that are all of one length but the last.
 */
export function joinLines(lines: readonly Line[]): JoinedText {
  const width = lines.reduce((widest, line) => Math.max(widest, line.text.length), 0);
  const wrapped = width >= NARROWEST && isWrapped(lines, width);
  const starts: number[] = [];
  const parts: string[] = [];
  let offset = 0;
  for (const [index, { text }] of lines.entries()) {
    const end = index === lines.length - 1 || (wrapped && text.length === width) ? '' : '\n';
    starts.push(offset);
    parts.push(text, end);
    offset += text.length + end.length;
  }
  return { text: parts.join(''), starts };
}

function isWrapped(lines: readonly Line[], width: number): boolean {
  if (lines.length > 1 && lines.slice(0, -1).every((line) => line.text.length === width)) return true;
  let inTag = false;
  for (const { text } of lines) {
    const open = text.lastIndexOf('<');
    const close = text.lastIndexOf('>');
    if (open !== -1 || close !== -1) inTag = open > close;
    if (inTag && text.length === width) return true;
  }
  return false;
}

/**
 * The index of the line that holds an offset, given the offsets at which the lines begin.
 * A binary search: a session table has tens of thousands of lines.
 */
export function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
