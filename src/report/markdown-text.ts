import { printable } from './printable.ts';

/** Characters that Markdown or HTML could read as a command when they stand in running text. */
const SPECIAL = /[\\`*_[\]<>|~#!]/g;
/** Words that a Markdown reader turns into a link by itself (GFM autolinks: addresses with a scheme, `www.`, e-mail). */
const LINK_LIKE = /:\/\/|^\W*www\.|@|^\W*(?:mailto|xmpp|tel):/i;
/** What would begin a list, a heading rule or a quote at the start of a line. */
const LINE_START = /^(\s*)([-+=]|\d+[.)])/;

/**
 * Any text as inline Markdown that shows itself and nothing else: one line, no markup, no links, no HTML.
 * Words that readers would link by themselves become code; a pipe ends a word, because in a table it must be escaped
 * outside of code.
 */
export function inline(text: string): string {
  const words = printable(text).split(/([ |])/);
  const shown = words.map((word) => (LINK_LIKE.test(word) ? codeSpan(word) : escapeWord(word))).join('');
  return shown.replace(
    LINE_START,
    (_, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`,
  );
}

function escapeWord(word: string): string {
  return word.replace(/&/g, '&amp;').replace(SPECIAL, (character) => `\\${character}`);
}

/** Any text as a code span on one line; the fence is longer than any run of backticks in it. */
export function codeSpan(text: string): string {
  const shown = printable(text);
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = /^[`\s]|[`\s]$/.test(shown) || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Any lines as a fenced block, indented for use inside a list item. */
export function codeBlock(lines: readonly string[], indent = ''): readonly string[] {
  const shown = lines.map(printable);
  const fence = '`'.repeat(Math.max(3, ...shown.map((line) => longestRun(line) + 1)));
  return [`${fence}text`, ...shown, fence].map((line) => `${indent}${line}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
}

/** One row of a table. Cells are inline Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
