/** Where a value stands in its text: `end` is the offset behind it. `whole` is false when the text broke off inside of it. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
}

export interface JsonMember {
  readonly key: string;
  readonly start: number;
  readonly value: JsonNode;
}

export type JsonObject = Span & { readonly kind: 'object'; readonly members: readonly JsonMember[] };
export type JsonArray = Span & { readonly kind: 'array'; readonly items: readonly JsonNode[] };
export type JsonScalar = Span & { readonly kind: 'scalar'; readonly value: string | number | boolean | null };
export type JsonNode = JsonObject | JsonArray | JsonScalar;

/** A document, as far as it could be read. `broken` says where and why it could not be read on. */
export interface JsonDocument {
  readonly root: JsonNode | null;
  readonly end: number;
  readonly broken: { readonly at: number; readonly why: 'cut' | 'not-json' | 'too-deep' | 'too-large' } | null;
}

/** Replies of AWS nest about ten deep; a page of a thousand instances has some hundred thousand values. */
const DEEPEST = 40;
const MOST_VALUES = 400_000;

/**
 * Reads one JSON value from an offset on and keeps where everything stands, which `JSON.parse` does not tell.
 * Never throws: what stands before the break is kept, and marked as not whole. Time grows with the text's length.
 */
export function readJson(text: string, from = 0): JsonDocument {
  const reader = new Reader(text, from);
  const root = reader.value(0);
  return { root, end: reader.at, broken: reader.broken };
}

const LITERALS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const NUMBER = /-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,4})?/y;

const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);

class Reader {
  at: number;
  broken: JsonDocument['broken'] = null;
  private readonly text: string;
  private values = 0;

  constructor(text: string, from: number) {
    this.text = text;
    this.at = from;
  }

  value(depth: number): JsonNode | null {
    this.skipBlanks();
    this.values += 1;
    if (depth > DEEPEST) return this.stop('too-deep');
    if (this.values > MOST_VALUES) return this.stop('too-large');
    const sign = this.text[this.at];
    if (sign === '{') return this.object(depth);
    if (sign === '[') return this.array(depth);
    return sign === '"' ? this.string() : this.literal();
  }

  private object(depth: number): JsonObject {
    const start = this.at;
    const members: JsonMember[] = [];
    this.at += 1;
    const whole = this.list('}', () => {
      this.skipBlanks();
      const at = this.at;
      const key = this.text[at] === '"' ? this.string() : this.stop('not-json');
      if (key === null || !this.sign(':')) return;
      const value = this.value(depth + 1);
      if (value !== null) members.push({ key: String(key.value), start: at, value });
    });
    return { kind: 'object', members, start, end: this.at, whole };
  }

  private array(depth: number): JsonArray {
    const start = this.at;
    const items: JsonNode[] = [];
    this.at += 1;
    const whole = this.list(']', () => {
      const item = this.value(depth + 1);
      if (item !== null) items.push(item);
    });
    return { kind: 'array', items, start, end: this.at, whole };
  }

  /** Reads entries up to the closing sign; true when it was reached. */
  private list(close: string, entry: () => void): boolean {
    this.skipBlanks();
    if (this.text[this.at] === close) {
      this.at += 1;
      return true;
    }
    while (this.broken === null) {
      entry();
      if (this.broken !== null) return false;
      this.skipBlanks();
      const sign = this.text[this.at];
      if (sign !== close && sign !== ',') this.stop('not-json');
      else this.at += 1;
      if (sign === close) return true;
    }
    return false;
  }

  private string(): JsonScalar | null {
    const start = this.at;
    let at = start + 1;
    while (at < this.text.length && this.text[at] !== '"') at += this.text[at] === '\\' ? 2 : 1;
    if (at >= this.text.length) {
      this.at = this.text.length;
      return this.stop('cut');
    }
    this.at = at + 1;
    return { kind: 'scalar', value: unescaped(this.text.slice(start + 1, at)), start, end: this.at, whole: true };
  }

  private literal(): JsonScalar | null {
    const start = this.at;
    const [word, value] = LITERALS.find(([name]) => this.text.startsWith(name, start)) ?? [null, null];
    NUMBER.lastIndex = start;
    const number = word === null ? (NUMBER.exec(this.text)?.[0] ?? null) : null;
    const length = word?.length ?? number?.length ?? 0;
    if (length === 0) return this.stop(this.isBegun(start) ? 'cut' : 'not-json');
    this.at = start + length;
    // A number at the very end may have been longer before the text was cut.
    if (this.at >= this.text.length) return this.stop('cut');
    return { kind: 'scalar', value: number === null ? value : Number(number), start, end: this.at, whole: true };
  }

  /** True for the beginning of a literal or of a number at the very end of the text. */
  private isBegun(start: number): boolean {
    const rest = this.text.slice(start, start + 6);
    const isEnd = start + rest.length >= this.text.length;
    return isEnd && (rest === '-' || LITERALS.some(([name]) => name.startsWith(rest)));
  }

  private sign(wanted: string): boolean {
    this.skipBlanks();
    const found = this.text[this.at] === wanted;
    if (found) this.at += 1;
    else this.stop('not-json');
    return found;
  }

  private skipBlanks(): void {
    while (BLANKS.has(this.text.charCodeAt(this.at))) this.at += 1;
  }

  private stop(why: NonNullable<JsonDocument['broken']>['why']): null {
    this.broken ??= { at: this.at, why: this.at >= this.text.length ? 'cut' : why };
    return null;
  }
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, sign: string | undefined) =>
    code === undefined ? (SIMPLE[sign ?? ''] ?? sign ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
