import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Result } from '../../model/result.ts';
import { fail, ok } from '../../model/result.ts';
import type { Element } from './element.ts';

/** A reply above this size is refused: a full session table of a large firewall stays well below it. */
export const MAX_CHARACTERS = 8_000_000;
/** PAN-OS replies nest about ten deep; anything far beyond is not one. */
export const MAX_DEPTH = 40;

/** What is wrong with the XML: a clause without its full stop, and the offset in the text where it shows, if known. */
export interface XmlFault {
  readonly message: string;
  readonly offset: number | null;
  /** True when the fault can come from a missing end; false when the text was refused. */
  readonly mayBeCutOff: boolean;
}

/** The library lists every open tag in its message. */
const LONGEST_REASON = 160;
const METADATA: symbol = XMLParser.getMetaDataSymbol().valueOf();
const ATTRIBUTES = ':@';
const TEXT = '#text';

/**
 * Order is kept, so that every element carries its position and a list of one is still a list.
 * Values stay text: PAN-OS serial numbers begin with zeros. `htmlEntities` is what makes the library
 * read numeric character references.
 */
const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
  maxNestedTags: MAX_DEPTH,
});

/**
 * Text to its root element. Offsets in the result count in `text`. Text that is too long or too deep, that declares
 * a document type (entities could multiply without end) or is not well formed is a fault, never an exception.
 */
export function parseXml(text: string): Result<Element, XmlFault> {
  if (text.length > MAX_CHARACTERS) {
    return refused(`The reply has more than ${MAX_CHARACTERS} characters; ask for less, with a filter`);
  }
  const declared = offsetOfDocumentType(text);
  if (declared !== null) {
    return refused('The XML declares a document type, which a firewall never sends, so it was not read', declared);
  }
  const blank = text.length - text.trimStart().length;
  const body = text.slice(blank);
  try {
    const verdict = XMLValidator.validate(body);
    if (verdict !== true) return fail(faultOfValidator(verdict.err, body, blank));
    const root = elementsOf(parser.parse(body), blank).children[0];
    return root === undefined ? refused('There is no element in the XML') : ok(root);
  } catch (error) {
    return refused(`The XML could not be read: ${error instanceof Error ? error.message : 'unknown reason'}`);
  }
}

function refused(message: string, offset: number | null = null): Result<never, XmlFault> {
  return fail({ message, offset, mayBeCutOff: false });
}

interface ValidatorError {
  readonly msg: string;
  readonly line: number;
  readonly col?: number;
}

/** The validator counts lines and columns in the text without its leading blanks. */
function faultOfValidator(error: ValidatorError, body: string, blank: number): XmlFault {
  let start = 0;
  for (let line = 1; line < error.line; line += 1) start = body.indexOf('\n', start) + 1;
  const reason = error.msg.slice(0, LONGEST_REASON).replace(/\s+/g, ' ').replace(/\.$/, '');
  const message = `The XML is not well formed: ${reason}`;
  return { message, offset: blank + start + (error.col ?? 1) - 1, mayBeCutOff: true };
}

/** Where a document type or entity is declared, outside of comments and CDATA; null when nowhere. */
function offsetOfDocumentType(text: string): number | null {
  let at = text.indexOf('<!');
  while (at !== -1) {
    const close = text.startsWith('<![CDATA[', at) ? ']]>' : text.startsWith('<!--', at) ? '-->' : null;
    if (close === null) return at;
    const end = text.indexOf(close, at);
    if (end === -1) return null;
    at = text.indexOf('<!', end);
  }
  return null;
}

interface Content {
  readonly children: readonly Element[];
  readonly text: string;
}

/** The library's ordered output: objects with one key (the name, or `#text`), attributes under `:@`. */
function elementsOf(nodes: unknown, shift: number): Content {
  const children: Element[] = [];
  let text = '';
  for (const node of Array.isArray(nodes) ? nodes : []) {
    if (!isRecord(node)) continue;
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (name === undefined) continue;
    if (name === TEXT) text += String(node[TEXT]);
    else children.push(elementOf(name, node, shift));
  }
  return { children, text };
}

function elementOf(name: string, node: Readonly<Record<string, unknown>>, shift: number): Element {
  const metadata: unknown = Reflect.get(node, METADATA);
  const start = isRecord(metadata) && typeof metadata.startIndex === 'number' ? metadata.startIndex : 0;
  const end = isRecord(metadata) && typeof metadata.endIndex === 'number' ? metadata.endIndex : start;
  const given = node[ATTRIBUTES];
  const attributes = new Map(isRecord(given) ? Object.entries(given).map(([key, value]) => [key, String(value)]) : []);
  return { name, attributes, ...elementsOf(node[name], shift), start: start + shift, end: end + shift };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
