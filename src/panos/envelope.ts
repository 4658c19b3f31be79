import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { fail, ok, type Result } from '../model/result.ts';

/** The outermost element of every reply of the API: `<response status="success" code="19">`. */
export interface Envelope {
  readonly status: string;
  readonly code: string | null;
}

/** Why a text is no reply of the API: a clause without its full stop. */
export type Fault = 'it was empty' | 'it was no reply of the XML API' | 'it ended too early' | 'its XML was malformed';

const OPENING = /^\s*(?:<\?xml[^>]*\?>\s*)?(<response\b[^>]*>)/;
const BEGUN = /^(?:<\?xml[^>]*\?>\s*)?<response\b/;
const STATUS = /\sstatus\s*=\s*["']([\w-]{1,20})["']/;
const CODE = /\scode\s*=\s*["'](\d{1,4})["']/;
/** An error says what it has to say in a few lines. */
const LONGEST_ERROR = 100_000;
const LONGEST_WORDS = 200;

/** Serial numbers begin with zeros, so values stay text. */
const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  htmlEntities: true,
  maxNestedTags: 40,
});

/** Opens a reply. The XML is validated first, since the parser takes some malformed texts for whole ones. */
export function readEnvelope(text: string): Result<Envelope, Fault> {
  const body = text.trim();
  if (body === '') return fail('it was empty');
  const opening = OPENING.exec(body)?.[1];
  if (opening === undefined) {
    return fail(BEGUN.test(body) ? 'it ended too early' : 'it was no reply of the XML API');
  }
  const selfClosed = opening.endsWith('/>') && body.endsWith(opening);
  if (!selfClosed && !body.endsWith('</response>')) return fail('it ended too early');
  if (!isWellFormed(body)) return fail('its XML was malformed');
  const status = STATUS.exec(opening)?.[1];
  if (status === undefined) return fail('it was no reply of the XML API');
  return ok({ status, code: CODE.exec(opening)?.[1] ?? null });
}

function isWellFormed(text: string): boolean {
  try {
    return XMLValidator.validate(text) === true;
  } catch {
    return false;
  }
}

/**
 * What the device says in an error: it stands in `msg`, in one or more `msg/line` (text or CDATA), or in `result/msg`.
 * In one line and cut; null when it says nothing.
 */
export function wordsOf(text: string): string | null {
  const response = fieldOf(parsed(text), 'response');
  const message = fieldOf(response, 'msg') ?? fieldOf(fieldOf(response, 'result'), 'msg');
  const words = textsIn(message)
    .map(folded)
    .filter((part) => part !== '');
  return words.length === 0 ? null : words.join('; ').slice(0, LONGEST_WORDS);
}

/** The text of `response/result/<name>`, or of the path of names below `result`; null when there is none. */
export function resultField(text: string, ...path: readonly string[]): string | null {
  const found = ['response', 'result', ...path].reduce(fieldOf, parsed(text));
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
}

function parsed(text: string): unknown {
  try {
    return text.length > LONGEST_ERROR ? null : parser.parse(text.trim());
  } catch {
    return null;
  }
}

function fieldOf(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
}

function textsIn(node: unknown): readonly string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : [];
}

/** Control characters go, and white space shrinks. */
function folded(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
