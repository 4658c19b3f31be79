import type { LineRange } from '../model/evidence.ts';

/** About what a day's log of a busy device holds. Looking at a line costs some microseconds, so this ends within seconds. */
const MOST_LINES = 200_000;

/** A text as far as it is looked at, and the lines behind that; null when all of it is, or when only blanks follow. */
export interface Limited {
  readonly text: string;
  readonly rest: LineRange | null;
}

/** Cuts a text behind the line up to which it is read. Lines end as `rawLines` has it: LF, or CR where there is no LF. */
export function limitLines(text: string): Limited {
  const sign = text.includes('\n') ? '\n' : '\r';
  const cut = endOfLine(text, sign, MOST_LINES);
  if (cut === null) return { text, rest: null };
  const beyond = text.slice(cut + 1).trimEnd();
  const rest = beyond === '' ? null : { from: MOST_LINES + 1, to: MOST_LINES + 1 + count(beyond, sign) };
  return { text: text.slice(0, cut), rest };
}

/** The offset of the sign that ends the line of that number; null when the text has no such line end. */
function endOfLine(text: string, sign: string, number: number): number | null {
  let at = -1;
  for (let line = 0; line < number; line += 1) {
    at = text.indexOf(sign, at + 1);
    if (at === -1) return null;
  }
  return at;
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found += 1;
  return found;
}
