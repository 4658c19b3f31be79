import type { Line } from './parser.ts';

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
const BACKSPACE = '\b';
const TAB_STOP = 8;

/** Colours, cursor moves (CSI), window titles (OSC) and single-character escapes of ECMA-48 terminals. */
const TERMINAL_ESCAPES = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)|[()][A-Z0-9]|[=>78A-Z\\\\^_])`,
  'g',
);
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const ODD_SPACES = /[\v\f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const CONTROL = /\p{Cc}/gu;
const PAGER_PIECE = /^\s*(?:--\s*more\s*--|lines \d+-\d+(?:\/\d+)?(?:\s*\(END\))?(?:\s+\d+%)?)\s*$/i;
const PAGER_PREFIX = /^\s*--\s*more\s*--\s*(?=\S)/i;

/**
 * One line as a terminal would have shown it: without escapes, overtyping, carriage returns, invisible characters
 * and unusual spaces; tabs become spaces up to the next eighth column. The text stays on its line.
 */
export function normaliseLine(text: string): string {
  const shown = overtype(joinReturns(text.replace(TERMINAL_ESCAPES, '')));
  return expandTabs(shown.replace(ODD_SPACES, ' '))
    .replace(INVISIBLE, '')
    .replace(CONTROL, '')
    .replace(PAGER_PREFIX, '')
    .trimEnd();
}

/**
 * Cuts a text into normalised lines, counted from 1 as an editor counts them (LF, CRLF, or CR alone where there is
 * no LF at all). Blank lines are kept so that the numbers stay true.
 */
export function toLines(text: string): readonly Line[] {
  return rawLines(text).map((line, index) => ({ number: index + 1, text: normaliseLine(line) }));
}

/** The same lines as they were received. */
export function rawLines(text: string): readonly string[] {
  return text.split(text.includes('\n') ? /\r?\n/ : /\r/);
}

export function isBlank(line: Line): boolean {
  return line.text.trim() === '';
}

const DIVIDER = /^\s*[-=_─]{4}[-=_─+\s]*$/;

/** A ruler that separates parts of an output and says nothing itself. */
export function isDivider(line: Line): boolean {
  return DIVIDER.test(line.text);
}

/**
 * Whether a pager stopped at this line of a source as it was received, before its end: `after` when its mark is the
 * last that stands there, `before` when something follows on the same line, such as the prompt after a `q`.
 */
export function pagerMark(text: string): 'none' | 'before' | 'after' {
  const pieces = text
    .replace(TERMINAL_ESCAPES, '')
    .split(/[\r\b]/)
    .filter((piece) => piece.trim() !== '');
  const at = pieces.findLastIndex((piece) => PAGER_PIECE.test(piece) || PAGER_PREFIX.test(piece));
  const piece = pieces[at] ?? '';
  if (at === -1 || /\(END\)|\s100%/.test(piece)) return 'none';
  return at === pieces.length - 1 && PAGER_PIECE.test(piece) ? 'after' : 'before';
}

/**
 * A pager redraws its status line with a carriage return, so what stands between returns are pieces of a screen.
 * Pager pieces vanish, all others stay: nothing that may be output is lost.
 */
function joinReturns(text: string): string {
  if (!text.includes('\r')) return text;
  return text
    .split('\r')
    .filter((piece) => piece.trim() !== '' && !PAGER_PIECE.test(piece))
    .join(' ');
}

function overtype(text: string): string {
  if (!text.includes(BACKSPACE)) return text;
  const screen: string[] = [];
  let column = 0;
  for (const character of text) {
    if (character === BACKSPACE) {
      column = Math.max(0, column - 1);
      continue;
    }
    screen[column] = character;
    column += 1;
  }
  return screen.join('');
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  let shown = '';
  for (const character of text) {
    shown += character === '\t' ? ' '.repeat(TAB_STOP - (shown.length % TAB_STOP)) : character;
  }
  return shown;
}
