import { printable } from '../printable.ts';

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** A longer name than this says nothing more in a sentence. */
const LONGEST_NAME = 64;
/** Nothing that is drawn or said is longer; what was made of bounded parts never is. */
const LONGEST = 4000;

/** Any text as content or attribute of an SVG: on one line, nothing in it can be markup, and XML allows every character. */
export function escapeSvg(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => NAMED[character] ?? '');
}

/** Any text on one line without control, invisible or reordering characters, whole code points only, of bounded length. */
export function oneLine(text: string): string {
  const printed = printable(cut(text, LONGEST).toWellFormed()).replace(/[\ufffe\uffff]/g, '\ufffd');
  return printed.replace(/\s+/g, ' ').trim();
}

/** A name from a device in a sentence. */
export function shortName(name: string): string {
  return cut(oneLine(name), LONGEST_NAME);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
}
