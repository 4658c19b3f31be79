import type { Citation } from '../../model/evidence.ts';
import type { Result } from '../../model/result.ts';
import { fail, ok } from '../../model/result.ts';
import type { Block, Line } from '../parser.ts';
import { cite } from '../parser.ts';
import { repairCutOff } from './cut-off.ts';
import type { Element } from './element.ts';
import { innerSpan, plainText } from './inner-text.ts';
import type { JoinedText } from './wrapped-lines.ts';
import { indexAt, joinLines } from './wrapped-lines.ts';
import { parseXml } from './xml-tree.ts';

const NAMED_AT_MOST = 8;

/** What is wrong with the XML of a block, in a sentence that names the line of the source where that is known. */
export interface DocumentFault {
  readonly message: string;
}

/** A block's XML with the way back from an element to the lines that it came from. */
export interface Document {
  readonly root: Element;
  /** What was parsed; of a reply without its end, the complete part. */
  readonly text: string;
  /** For a reply that has no end: where it ends and what is missing. `root` holds only what is complete. */
  readonly cutOff: string | null;
  /** The number, in the source, of the line that holds this offset of `text`. */
  lineAt(offset: number): number;
  /** The lines that the element covers; the quote is its own text even when the whole reply is one line. */
  cite(element: Element): Citation;
  /** The text inside an element that holds text only, line by line, as the device meant it. */
  innerLines(element: Element): readonly Line[];
}

/**
 * Parses the lines of a block. A reply that was cut off gives what is complete in it and says so in `cutOff`;
 * anything else that is wrong is a fault.
 */
export function readDocument(block: Block): Result<Document, DocumentFault> {
  const joined = joinLines(block.lines);
  const parsed = parseXml(joined.text);
  if (parsed.ok) return ok(new LinedDocument(parsed.value, joined, block, null));
  const repaired = parsed.error.mayBeCutOff ? repairCutOff(joined.text) : null;
  const rest = repaired === null ? null : parseXml(repaired.text);
  if (repaired !== null && rest?.ok === true) {
    const complete = { ...joined, text: joined.text.slice(0, repaired.end) };
    return ok(new LinedDocument(rest.value, complete, block, cutOffAt(repaired.unclosed, block.lines)));
  }
  const { message, offset } = parsed.error;
  const line = offset === null ? undefined : block.lines[indexAt(joined.starts, offset)];
  return fail({ message: line === undefined ? `${message}.` : `${message} (line ${line.number}).` });
}

function cutOffAt(unclosed: readonly string[], lines: readonly Line[]): string {
  const line = lines.findLast(({ text }) => text.trim() !== '')?.number ?? 1;
  const tags = unclosed
    .slice(0, NAMED_AT_MOST)
    .map((name) => `<${name}>`)
    .join(', ');
  return `The reply was cut off at line ${line}: ${tags} not closed. Only what stands complete before was read.`;
}

class LinedDocument implements Document {
  readonly root: Element;
  readonly text: string;
  readonly cutOff: string | null;
  readonly #lines: readonly Line[];
  readonly #source: string;
  readonly #starts: readonly number[];

  constructor(root: Element, joined: JoinedText, block: Block, cutOff: string | null) {
    this.root = root;
    this.text = joined.text;
    this.cutOff = cutOff;
    this.#lines = block.lines;
    this.#source = block.source;
    this.#starts = joined.starts;
  }

  lineAt(offset: number): number {
    return this.#lines[indexAt(this.#starts, offset)]?.number ?? 1;
  }

  cite(element: Element): Citation {
    return cite(this.#source, this.#between(element.start, Math.min(element.end, this.text.length)));
  }

  innerLines(element: Element): readonly Line[] {
    const { start, end } = innerSpan(this.text, element.start, Math.min(element.end, this.text.length));
    return this.#between(start, end).map(plainText);
  }

  /** The lines of a stretch of the text, each cut to the part inside it. */
  #between(start: number, end: number): readonly Line[] {
    const result: Line[] = [];
    for (
      let index = indexAt(this.#starts, start);
      index <= indexAt(this.#starts, Math.max(start, end - 1));
      index += 1
    ) {
      const line = this.#lines[index];
      const from = this.#starts[index];
      if (line === undefined || from === undefined) break;
      const text = line.text.slice(Math.max(0, start - from), Math.max(0, end - from));
      result.push({ number: line.number, text });
    }
    return result;
  }
}
