import { isBlank, isDivider } from '../lines.ts';
import type { Line } from '../parser.ts';

/** True for a line that only shapes the page: empty, or a ruler. */
export function isLayout(line: Line): boolean {
  return isBlank(line) || isDivider(line);
}

/** The lines of a block that carry words. */
export function worded(lines: readonly Line[]): readonly Line[] {
  return lines.filter((line) => !isLayout(line));
}

// No row of a table is longer; the limit keeps a hostile line from making the row patterns slow.
const LONGEST_ROW = 400;

/** The named cells of a line that `pattern` recognises as a table row, or null. */
export function rowOf(pattern: RegExp, text: string): Readonly<Partial<Record<string, string>>> | null {
  const row = text.trim();
  return row.length > LONGEST_ROW ? null : (pattern.exec(row)?.groups ?? null);
}

/** A whole decimal number, or null when the cell is missing or holds anything else. */
export function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : null;
}

/** The cell's text, or null when it is empty or says `N/A`. */
export function present(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || /^\[?n\/a\]?$/i.test(trimmed) ? null : trimmed;
}
