import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import { fail, ok, type Problem, type Result } from '../../model/result.ts';
import { redact } from '../../store/redact.ts';

/** Where in the file something stands, as keys and positions from its top. */
export type Path = readonly PropertyKey[];

/** A file that is YAML: its plain content, and the line (from 1) on which something of it stands. */
export interface YamlText {
  readonly content: unknown;
  readonly lineOf: (path: Path) => number;
}

/** A fleet of hundreds of firewalls takes less. */
const MOST_CHARACTERS = 256 * 1024;
/** What an alias may stand for, counted with everything below it: a few lines can otherwise become gigabytes. */
const MOST_ALIASES = 100;
const MOST_PROBLEMS = 50;

/**
 * Reads YAML 1.2 within limits. All that is wrong comes at once. The parser's own messages repeat parts of the file, which
 * may hold a secret, so none of them is used.
 */
export function readYaml(text: string, source: string): Result<YamlText, readonly Problem[]> {
  if (text.length > MOST_CHARACTERS) {
    return fail([problem(source, 1, 'This file is too large for a fleet file.', 'Keep it below 256 KB.')]);
  }
  const lines = new LineCounter();
  const document = parse(text, lines);
  if (document === null) return fail([problem(source, 1, 'This is nested too deeply.', 'Write it flatter.')]);
  const broken = [...document.errors, ...document.warnings].slice(0, MOST_PROBLEMS).map(({ code, pos: [at] }) => {
    const { says, todo } = WORDS[code] ?? NOT_YAML;
    return problem(source, lines.linePos(at).line, says, todo);
  });
  if (broken.length > 0) return fail(broken);
  const lineOf = (path: Path) => lines.linePos(offsetOf(document, path)).line;
  const content = contentOf(document);
  if (content === null) return fail([problem(source, 1, ...TOO_MANY_ALIASES)]);
  const secrets = literalSecrets(document).map((at) => problem(source, lines.linePos(at).line, ...SECRET));
  return secrets.length > 0 ? fail(secrets) : ok({ content: content.plain, lineOf });
}

/** Null when the nesting is deeper than the parser's stack. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Null when aliases stand for too much. */
function contentOf(document: Document.Parsed): { readonly plain: unknown } | null {
  try {
    return { plain: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

/** The offset of what stands at a path, or of the last part of it that is there. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) return offset;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return isScalar(node) ? (startOf(node) ?? offset) : offset;
}

function startOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  const [start]: readonly unknown[] = node.range;
  return typeof start === 'number' ? start : null;
}

/** Where a text of the file looks like a key, token or private key by itself. */
function literalSecrets(document: Document.Parsed): readonly number[] {
  const found: number[] = [];
  visit(document, {
    Scalar(_, { value, range }) {
      if (typeof value === 'string' && redact(value).count > 0) found.push(range?.[0] ?? 0);
    },
  });
  return found;
}

/** A problem of the fleet file at a line of it. */
export function problem(source: string, line: number, message: string, todo: string): Problem {
  return { code: 'fleet-file', where: `${source}:${line}`, message, todo };
}

const SECRET = [
  'A secret stands in the file.',
  'Take it out, change it where it was valid, and name its place: secret: {env: NAME} or {file: PATH}.',
] as const;

const TOO_MANY_ALIASES = [
  'Aliases (*) stand for too much, or for something that is not there.',
  'Write out what they stand for.',
] as const;

const NOT_YAML = {
  says: 'This line cannot be read as YAML.',
  todo: 'Compare it with docs/roundtrip.example.yml; text with : # { [ in it goes in quotes.',
} as const;

const WORDS: Readonly<Partial<Record<ErrorCode, { readonly says: string; readonly todo: string }>>> = {
  DUPLICATE_KEY: { says: 'The same key stands twice in one place.', todo: 'Keep one of them.' },
  TAB_AS_INDENT: { says: 'A tab is used to indent.', todo: 'Indent with spaces.' },
  BAD_INDENT: { says: 'The indentation does not fit the lines above.', todo: 'Indent what belongs together alike.' },
  MISSING_CHAR: { says: 'A quote or bracket is not closed, or a : is missing.', todo: 'Close it on this line.' },
  MULTIPLE_DOCS: { says: 'A second document begins here.', todo: 'Put everything into one, without a line of ---.' },
  NON_STRING_KEY: { says: 'A key is no text.', todo: 'Put it in quotes.' },
  TAG_RESOLVE_FAILED: { says: 'A tag (!) is not known here.', todo: 'Write the value without it.' },
};
