import type { Fact } from '../../model/facts.ts';
import type { Document } from './document.ts';
import type { Element } from './element.ts';

/** Which lines of a reply count as read, and what in it nobody knows. */
export interface LineAccount {
  readonly read: ReadonlySet<number>;
  /** A sentence for the person who gave the reply; null when everything was known. */
  readonly problem: string | null;
}

/** The element names that a reader uses, and those that it knows and does not need (with all that is in them). */
export interface Vocabulary {
  readonly used: ReadonlySet<string>;
  readonly ignored: ReadonlySet<string>;
}

const ENVELOPE: ReadonlySet<string> = new Set(['response', 'result']);
const NAMED_AT_MOST = 5;

/**
 * Walks the reply. The lines of a known element are read, those of an element that is not known, or that its reader
 * called unclear, are not. When both share a line, as in replies that are one line, the line is read if a fact cites
 * it; what was not known is named in the problem either way.
 */
export function accountForLines(
  document: Document,
  vocabulary: Vocabulary,
  facts: readonly Fact[],
  unclear: readonly Element[] = [],
): LineAccount {
  const walk = new Walk(document, vocabulary, new Set(unclear));
  walk.visit(document.root);
  walk.know(0, document.root.start);
  const cited = linesOf(facts);
  const read = new Set([...walk.known].filter((line) => !walk.unknown.has(line) || cited.has(line)));
  return { read, problem: problemOf(walk.strange) };
}

class Walk {
  readonly known = new Set<number>();
  readonly unknown = new Set<number>();
  readonly strange = new Set<string>();
  readonly #document: Document;
  readonly #vocabulary: Vocabulary;
  readonly #unclear: ReadonlySet<Element>;

  constructor(document: Document, vocabulary: Vocabulary, unclear: ReadonlySet<Element>) {
    this.#document = document;
    this.#vocabulary = vocabulary;
    this.#unclear = unclear;
  }

  visit(element: Element): void {
    if (this.#unclear.has(element) || !this.#isKnown(element.name)) {
      this.#strangerAt(element, `<${element.name}>`);
    } else if (this.#vocabulary.ignored.has(element.name)) {
      this.know(element.start, element.end);
    } else if (element.children.length === 0) {
      this.#visitLeaf(element);
    } else {
      if (element.text.trim() !== '') this.strange.add(`text in <${element.name}>`);
      this.know(element.start, element.start + 1);
      this.know(element.end - 1, element.end);
      for (const below of element.children) this.visit(below);
    }
  }

  know(start: number, end: number): void {
    addLines(this.known, this.#document, start, end);
  }

  /** The envelope holds elements; bare text in it is an answer that the reader did not expect. */
  #visitLeaf(element: Element): void {
    const bare = element.text.trim() !== '' && ENVELOPE.has(element.name);
    if (bare && !this.#vocabulary.used.has(element.name)) this.#strangerAt(element, `text in <${element.name}>`);
    else this.know(element.start, element.end);
  }

  #isKnown(name: string): boolean {
    return ENVELOPE.has(name) || this.#vocabulary.used.has(name) || this.#vocabulary.ignored.has(name);
  }

  #strangerAt(element: Element, description: string): void {
    this.strange.add(description);
    addLines(this.unknown, this.#document, element.start, element.end);
  }
}

/** Of a reply that was cut off, an element's end can lie behind the text that there is. */
function addLines(lines: Set<number>, document: Document, start: number, end: number): void {
  if (start >= document.text.length) return;
  const last = document.lineAt(Math.max(start, Math.min(end, document.text.length) - 1));
  for (let line = document.lineAt(start); line <= last; line += 1) lines.add(line);
}

function linesOf(facts: readonly Fact[]): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { at } of facts) for (let line = at.lines[0]; line <= at.lines[1]; line += 1) lines.add(line);
  return lines;
}

function problemOf(strange: ReadonlySet<string>): string | null {
  if (strange.size === 0) return null;
  const shown = [...strange].slice(0, NAMED_AT_MOST);
  const rest = strange.size - shown.length;
  return `The reply holds what is not understood: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}
