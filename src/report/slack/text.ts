import { printable } from '../printable.ts';
import { ESCAPED_LENGTH } from './limits.ts';

const ELLIPSIS = '…';

/**
 * Any text as mrkdwn or fallback text that shows itself: control sequences (`<!channel>`, `<@U…>`, links) lose their
 * brackets to escapes, backticks become a look-alike so that they cannot open or close code.
 * The three escapes are the only ones that Slack knows (docs.slack.dev, formatting message text).
 */
export function escapeMrkdwn(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/`/g, 'ˋ');
}

/** Any text with its lines kept and everything unseen in them made visible: nothing can hide or turn its direction. */
export function inert(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => printable(line))
    .join('\n');
}

/** How many characters a text may take in a message: its length, with `&`, `<` and `>` counted as their escapes. */
export function costOf(text: string): number {
  let cost = 0;
  for (let index = 0; index < text.length; index++) cost += ESCAPED_LENGTH.get(text.charAt(index)) ?? 1;
  return cost;
}

/** The text, or as much of its beginning as costs no more than `most`, ending in `…`. */
export function shorten(text: string, most: number): string {
  const end = endWithin(text, 0, most);
  return end === text.length ? text : `${text.slice(0, endWithin(text, 0, most - ELLIPSIS.length))}${ELLIPSIS}`;
}

/**
 * Cuts a text into pieces that each cost no more than `most` (at least 10), behind a line end where there is one,
 * else behind a space, else between characters. The pieces joined are the text.
 */
export function splitText(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = endWithin(text, start, most);
    const cut = end === text.length ? end : breakBefore(text, start, end);
    pieces.push(text.slice(start, cut));
    start = cut;
  }
  return pieces;
}

/** The end of the longest piece from `start` that costs no more than `most`, never between two halves of a character. */
function endWithin(text: string, start: number, most: number): number {
  let cost = 0;
  let end = start;
  while (end < text.length) {
    cost += ESCAPED_LENGTH.get(text.charAt(end)) ?? 1;
    if (cost > most) break;
    end++;
  }
  return end < text.length && end - 1 > start && isHighSurrogate(text, end - 1) ? end - 1 : end;
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function breakBefore(text: string, start: number, end: number): number {
  const lineEnd = text.lastIndexOf('\n', end - 1);
  if (lineEnd >= start) return lineEnd + 1;
  const space = text.lastIndexOf(' ', end - 1);
  return space >= start ? space + 1 : end;
}
