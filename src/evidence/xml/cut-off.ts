/** A reply without its end, closed after what is complete. */
export interface Repaired {
  readonly text: string;
  /** Offset in the text as given: what stands before it is complete and kept. */
  readonly end: number;
  /** Names of the elements that were not closed, outermost first. */
  readonly unclosed: readonly string[];
}

interface Open {
  readonly name: string;
  readonly start: number;
  /** Offset after the `>` of the opening tag. */
  readonly inner: number;
}

interface Scan {
  readonly open: readonly Open[];
  /** Offset after the last complete tag. */
  readonly last: number;
  readonly inCdata: boolean;
}

const MARKUP = /<(?:!--|!\[CDATA\[|\?|(\/?)([A-Za-z_][\w.:-]*))/g;
const TERMINATORS: ReadonlyMap<string, string> = new Map([
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]);
/** Elements that hold rows or a text of many lines: a cut inside of one leaves what stands before it whole. */
const HOLDER = /^(?:response|result|entries|counters|rules|logs|member|json)$/;

/**
 * Closes a reply that was cut off. What is not complete is dropped, never completed: a value without its closing tag,
 * and the row (`<entry>`) that the cut went through. Of a text of several lines the complete lines stay.
 * Null when nothing is missing at the end, or when the tags do not fit each other, so that more is wrong than a cut.
 */
export function repairCutOff(text: string): Repaired | null {
  const scan = scanTags(text);
  if (scan === null || scan.open.length === 0) return null;
  const end = endOfWhole(text, scan);
  const closing = scan.open.filter((element) => element.inner <= end).map((element) => `</${element.name}>`);
  if (closing.length === 0) return null;
  const cdata = scan.inCdata && end > scan.last ? ']]>' : '';
  return {
    text: text.slice(0, end) + cdata + closing.reverse().join(''),
    end,
    unclosed: scan.open.map((element) => element.name),
  };
}

/** Stops at the first piece of markup without an end; each piece is looked at once, however long the text. */
function scanTags(text: string): Scan | null {
  const open: Open[] = [];
  const markup = new RegExp(MARKUP);
  let last = 0;
  for (let match = markup.exec(text); match !== null; match = markup.exec(text)) {
    const [token, slash, name] = match;
    const terminator = TERMINATORS.get(token) ?? '>';
    const at = text.indexOf(terminator, markup.lastIndex);
    if (at === -1) return { open, last, inCdata: token === '<![CDATA[' };
    markup.lastIndex = at + terminator.length;
    last = markup.lastIndex;
    if (name === undefined || text[at - 1] === '/') continue;
    if (slash !== '/') open.push({ name, start: match.index, inner: last });
    else if (open.pop()?.name !== name) return null;
  }
  return { open, last, inCdata: false };
}

function endOfWhole(text: string, { open, last }: Scan): number {
  const at = open.findLastIndex((element) => element.name === 'entry');
  const row = open[at];
  if (row !== undefined && !open.slice(at + 1).some((element) => HOLDER.test(element.name))) return row.start;
  const innermost = open.at(-1);
  if (innermost === undefined || innermost.inner !== last) return last;
  const lineEnd = text.lastIndexOf('\n');
  if (lineEnd > last && text.slice(last, lineEnd).trim() !== '') return lineEnd;
  return HOLDER.test(innermost.name) ? last : innermost.start;
}
