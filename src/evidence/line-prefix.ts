import { textParsers } from './index.ts';
import { rawLines, toLines } from './lines.ts';
import { hasOpening } from './openings.ts';
import type { Line } from './parser.ts';
import { readPrompt } from './prompt.ts';
import { looksLikeXml } from './xml/read-xml.ts';

/** What editors, mail programs and terminal loggers write before every line. `numbered`: only where the numbers count up. */
const PREFIXES: readonly { readonly shape: RegExp; readonly numbered: boolean }[] = [
  { shape: /^[ \t]{0,8}(?<number>\d{1,6})(?:[:|│.)]|[ \t])(?: |$)?/, numbered: true },
  { shape: /^(?:[ \t]?(?:>|&gt;))+ ?/, numbered: false },
  {
    shape:
      /^[[(]?(?:\d{4}[-/.]\d\d[-/.]\d\d[ T_])?\d\d?:\d\d:\d\d(?:[.,]\d{1,6})?(?:Z| ?[+-]\d\d:?\d\d)?(?:[\])](?:[:|] ?| |\t|$)| ?\| ?)/,
    numbered: false,
  },
];
/** Of the lines that say something, so many may lack the prefix: a heading, or what a person wrote above. */
const MOST_WITHOUT = 0.1;
const FEWEST = 4;
const LONGEST_PREFIX = 80;
/** Outputs show themselves soon; the limits keep hostile text from costing time. */
const MOST_LOOKED_AT = 400;
const LONGEST_LINE = 1_000;
const A_LOOK = 0.5;

/**
 * A text without the line numbers, quote marks or time stamps that stand before all of its lines; as it is, when there
 * are none. They are taken off only where more prompts and outputs can be seen without them than with them: a traceroute
 * numbers its lines too. No line comes or goes.
 */
export function withoutLinePrefixes(text: string): string {
  const lines = rawLines(text);
  for (const { shape, numbered } of PREFIXES) {
    const bare = stripped(lines, shape, numbered);
    if (bare !== null && shown(bare) > shown(lines)) return bare.join(text.includes('\n') ? '\n' : '\r');
  }
  return text;
}

/** The lines without their prefix; null when too few have it. */
function stripped(lines: readonly string[], shape: RegExp, numbered: boolean): readonly string[] | null {
  let worded = 0;
  let prefixed = 0;
  let last = Number.NaN;
  const bare = lines.map((line) => {
    if (line.trim() === '') return line;
    worded += 1;
    const found = shape.exec(line.slice(0, LONGEST_PREFIX));
    if (found === null) return line;
    const number = Number(found.groups?.number);
    const follows = !numbered || Number.isNaN(last) || number > last;
    last = number;
    if (follows) prefixed += 1;
    return line.slice(found[0].length);
  });
  return prefixed >= FEWEST && worded - prefixed <= worded * MOST_WITHOUT ? bare : null;
}

/** How much can be read in lines: each prompt with something typed and each opening counts, else an output's look. */
function shown(lines: readonly string[]): number {
  const plain = toLines(lines.slice(0, MOST_LOOKED_AT).join('\n')).filter(({ text }) => text.length < LONGEST_LINE);
  const begin = plain.filter((line) => (readPrompt(line.text)?.command ?? '') !== '' || isTitle(line)).length;
  if (begin > 0) return begin;
  const block = { source: '', observer: null, command: null, lines: plain };
  return looksLikeXml(block) || textParsers.some((parser) => parser.looksLike(block)) ? A_LOOK : 0;
}

/** A number before a brace looks like the name before the brace of a PAN-OS rule. */
function isTitle(line: Line): boolean {
  return !/^\s*[\d>:. ]*\{$/.test(line.text) && hasOpening([line]);
}
