import { oneLine } from './escape.ts';

/** Widths of DejaVu Sans Condensed in parts of the type size, rounded up for each kind of character. */
const KINDS: readonly { readonly like: RegExp; readonly share: number }[] = [
  { like: /[ijlI.,:;|'!]/, share: 0.3 },
  { like: /[frt()[\]/\\ "-]/, share: 0.37 },
  { like: /[mwMWQO@%—…→←]/, share: 0.89 },
  { like: /[A-Z]/, share: 0.68 },
  { like: /[\u0020-\u024f]/, share: 0.575 },
];
const OTHER = 1.05;
/** How much wider bold is. */
const BOLD = 1.12;

export type Weight = 'regular' | 'bold';

/** About how wide a text is, in the unit of `size`; never less than it is drawn. */
export function widthOf(text: string, size: number, weight: Weight): number {
  let shares = 0;
  for (const character of text) shares += KINDS.find(({ like }) => like.test(character))?.share ?? OTHER;
  return shares * size * (weight === 'bold' ? BOLD : 1);
}

/** No text in a drawing is this long: what is behind need not be measured. */
const LONGEST = 1000;

function begun(text: string): string {
  return oneLine(text).slice(0, LONGEST).toWellFormed();
}

/** The text on one line, cut with an ellipsis where it is wider than `width`. */
export function fitted(text: string, width: number, size: number, weight: Weight): string {
  const line = begun(text);
  if (widthOf(line, size, weight) <= width) return line;
  const characters = [...line];
  let kept = '';
  for (const character of characters) {
    if (widthOf(`${kept}${character}…`, size, weight) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A name in at most two lines: broken behind a dot, colon, dash or the like where there is one, cut at the end. */
export function nameLines(name: string, width: number, size: number, weight: Weight): readonly string[] {
  const line = begun(name);
  if (widthOf(line, size, weight) <= width) return [line];
  const head = fitted(line, width, size, weight).replace(/…$/, '');
  const at = /^.*[.:_/, -]/.exec(head)?.[0] ?? head;
  const first = at.length * 2 < head.length ? head : at;
  return [first, fitted(line.slice(first.length), width, size, weight)];
}

/** The text in lines of `width`, at most `most` of them; what does not fit is cut with an ellipsis. */
export function wrapped(text: string, width: number, size: number, weight: Weight, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of begun(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const shown = lines.slice(0, most - 1);
  const rest = lines.slice(most - 1).join(' ');
  return [...shown, ...(rest === '' ? [] : [rest])].map((one) => fitted(one, width, size, weight));
}
