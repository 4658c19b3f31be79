import type { Line } from '../parser.ts';

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
const LARGEST_CODE_POINT = 0x10ffff;

/** The offsets between an element's opening and closing tag, given the offsets of the element in `text`. */
export function innerSpan(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const opened = text.indexOf('>', start) + 1;
  if (opened === 0 || opened >= end) return { start: end, end };
  const closing = text.lastIndexOf('</', end - 1);
  return { start: opened, end: closing < opened ? end : closing };
}

/** One line of character data as the device meant it: CDATA marks taken off, XML's five entities and numbers decoded. */
export function plainText(line: Line): Line {
  const bare = line.text.replaceAll('<![CDATA[', '').replaceAll(']]>', '');
  return { number: line.number, text: bare.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, decoded) };
}

function decoded(whole: string, name: string): string {
  if (!name.startsWith('#')) return PREDEFINED.get(name) ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= LARGEST_CODE_POINT ? String.fromCodePoint(code) : whole;
}
