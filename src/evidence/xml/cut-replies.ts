import type { Block, Line } from '../parser.ts';
import { indexAt } from './wrapped-lines.ts';

/** The root of an API reply, and what the CLI may print in its place. */
const ROOT = /<(response|result)(?=[\s>/])[^<>]*>/g;
/** What can stand in front of a root and belongs to its document. */
const PROLOGUE = /<\?xml\b|<!(?:DOCTYPE|ENTITY|ELEMENT)/i;
/** Where the next document begins, for a reply that was cut off before its end. */
const NEXT = /<\?xml\b|<response[\s>]/g;
/** Any markup at the beginning of a line, for what is XML but no reply. */
const MARKUP = /^[^\S\n]*<[A-Za-z?!]/m;
/** A command in XML, as a browser's address, a script or the API browser shows it above the reply. */
const XML_COMMAND = /<(?:show|test|debug|clear)>|%3c(?:show|test|debug|clear)%3e|[?&]type=log\b/i;

/** True when the block's first line is markup, or any line begins a reply. */
export function looksLikeXml(block: Block): boolean {
  const first = block.lines.find((line) => line.text.trim() !== '');
  if (first === undefined) return false;
  return (
    MARKUP.test(first.text) || block.lines.some((line) => /^\s*(?:<\?xml\b|<(?:response|result)[\s>/])/.test(line.text))
  );
}

/** No honest paste has more; what stands behind them stays unread. */
const MOST_REPLIES = 1000;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a block into one block a reply; a reply without its end runs to the next one or to the end of the block.
 * Lines in front of a reply are left out, so they stay unread. The block's command belongs to the first reply; a
 * later one has only the command that stands above it in XML (`<show>…</show>`), or none.
 * Two replies on one line become two blocks that both hold this line, each with its own part of it.
 */
export function cutReplies(block: Block): readonly Block[] {
  const text = block.lines.map((line) => line.text).join('\n');
  const spans = spansOf(text);
  const starts = startsOf(block.lines);
  return spans.map((span, index) => {
    const above = text.slice(spans[index - 1]?.end ?? 0, span.start);
    const command = (index === 0 ? block.command : null) ?? commandIn(above);
    return { ...block, command, lines: linesWithin(block.lines, starts, span) };
  });
}

function spansOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  const limits = [...text.matchAll(NEXT)].map((match) => match.index);
  const root = new RegExp(ROOT);
  for (let match = root.exec(text); match !== null && spans.length < MOST_REPLIES; match = root.exec(text)) {
    const after = spans.at(-1)?.end ?? 0;
    const prologue = text.slice(after, match.index).search(PROLOGUE);
    const end = match[0].endsWith('/>') ? root.lastIndex : endOf(text, match[1] ?? '', root.lastIndex, limits);
    spans.push({ start: prologue === -1 ? match.index : after + prologue, end });
    root.lastIndex = end;
  }
  const other = spans.length === 0 ? text.search(MARKUP) : -1;
  return other === -1 ? spans : [{ start: other, end: text.length }];
}

/** After the closing tag of this root, whose name may occur again inside (`<job><result>OK</result></job>`). */
function endOf(text: string, name: string, from: number, limits: number[]): number {
  while (limits[0] !== undefined && limits[0] < from) limits.shift();
  const limit = limits[0] ?? text.length;
  const tag = new RegExp(`<(/?)${name}(?:\\s[^<>]*)?(/?)>`, 'g');
  tag.lastIndex = from;
  let depth = 1;
  for (let match = tag.exec(text); match !== null && match.index < limit; match = tag.exec(text)) {
    if (match[2] === '/') continue;
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return tag.lastIndex;
  }
  return limit;
}

function commandIn(above: string): string | null {
  const last = above
    .split('\n')
    .filter((line) => line.trim() !== '')
    .at(-1);
  return last !== undefined && XML_COMMAND.test(last) ? last.trim() : null;
}

function startsOf(lines: readonly Line[]): readonly number[] {
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.text.length + 1;
  }
  return starts;
}

function linesWithin(lines: readonly Line[], starts: readonly number[], span: Span): readonly Line[] {
  const result: Line[] = [];
  for (let index = indexAt(starts, span.start); index < lines.length; index += 1) {
    const line = lines[index];
    const offset = starts[index];
    if (line === undefined || offset === undefined || offset >= span.end) break;
    const text = line.text.slice(Math.max(0, span.start - offset), span.end - offset);
    result.push({ number: line.number, text });
  }
  return result;
}
