import type { RegexLiteral } from './source.ts';

/** The characters over which expressions are compared, as bits of a mask: ASCII and one of each further kind. */
export const UNIVERSE: readonly string[] = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...'\u00a0\u00ad\u00e9\u2013\u201c\u2026\u2028\u200b\u4e2d\ufeff',
];

/** What a regular expression is made of. Assertions take no character, so they are `empty` here, but for the end of the text. */
export type Syntax =
  | { readonly kind: 'empty' }
  | { readonly kind: 'end' }
  | { readonly kind: 'set'; readonly mask: bigint }
  | { readonly kind: 'sequence'; readonly items: readonly Syntax[] }
  | { readonly kind: 'choice'; readonly options: readonly Syntax[] }
  | { readonly kind: 'repeat'; readonly min: number; readonly max: number; readonly body: Syntax };

export interface Parsed {
  readonly root: Syntax;
  /** True when it can only match at the beginning. */
  readonly anchored: boolean;
  /** The bodies of its lookarounds, which are tried from a place that is given. */
  readonly lookarounds: readonly Syntax[];
}

/** Takes a regular expression apart. Back references count as empty. Throws on what Node itself would refuse. */
export function parseRegex({ pattern, flags }: RegexLiteral): Parsed {
  const parser = new Parser(pattern, flags);
  const root = parser.choice();
  const anchored = flags.includes('y') || (!flags.includes('m') && startsAnchored(pattern));
  return { root, anchored, lookarounds: parser.lookarounds };
}

/** `^a`, `^(?:a|b)`, and `^a|^b`, but not `^a|b`. */
function startsAnchored(pattern: string): boolean {
  return topLevelOptions(pattern).every((option) => option.replace(/^(?:\(\?:|\()+/, '').startsWith('^'));
}

function topLevelOptions(pattern: string): readonly string[] {
  const options = [''];
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at] ?? '';
    if (sign === '|' && depth === 0 && !inClass) {
      options.push('');
      continue;
    }
    const escaped = sign === '\\' ? (pattern[at + 1] ?? '') : '';
    options.push(`${options.pop() ?? ''}${sign}${escaped}`);
    if (sign === '\\') at += 1;
    else if (inClass) inClass = sign !== ']';
    else if (sign === '[') inClass = true;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
  }
  return options;
}

const EMPTY: Syntax = { kind: 'empty' };
const QUANTIFIER = /^(?:([*+?])|\{(\d+)(,)?(\d*)\})\??/;
const ESCAPE =
  /^\\(?:[bB](?![\w{])|[bB]|k<\w+>|[1-9]\d*|p\{[^}]*\}|P\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[\s\S])/;

class Parser {
  readonly lookarounds: Syntax[] = [];
  private at = 0;
  private readonly text: string;
  private readonly flags: string;

  constructor(text: string, flags: string) {
    this.text = text;
    this.flags = flags.replace(/[gyd]/g, '');
  }

  choice(): Syntax {
    const options = [this.sequence()];
    while (this.text[this.at] === '|') {
      this.at += 1;
      options.push(this.sequence());
    }
    return options.length === 1 ? (options[0] ?? EMPTY) : { kind: 'choice', options };
  }

  private sequence(): Syntax {
    const items: Syntax[] = [];
    while (this.at < this.text.length && !'|)'.includes(this.text[this.at] ?? '')) items.push(this.quantified());
    return { kind: 'sequence', items };
  }

  private quantified(): Syntax {
    const body = this.atom();
    const found = QUANTIFIER.exec(this.text.slice(this.at));
    if (found === null) return body;
    this.at += found[0].length;
    const [, sign, low, comma, high] = found;
    if (sign !== undefined)
      return { kind: 'repeat', min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity, body };
    const min = Number(low);
    const max = comma === undefined ? min : high === '' ? Infinity : Number(high);
    return { kind: 'repeat', min, max, body };
  }

  private atom(): Syntax {
    const sign = this.text[this.at];
    if (sign === '(') return this.group();
    if (sign === '^') return this.skip(1);
    if (sign === '$') return { ...this.skip(1), kind: this.flags.includes('m') ? 'empty' : 'end' };
    if (sign === '[') return this.charset(this.classEnd());
    if (sign !== '\\') return this.charset(this.characterLength());
    const written = ESCAPE.exec(this.text.slice(this.at))?.[0] ?? '\\';
    return /^\\(?:[bB1-9]|k<)/.test(written) ? this.skip(written.length) : this.charset(written.length);
  }

  private characterLength(): number {
    return /[uv]/.test(this.flags) && (this.text.codePointAt(this.at) ?? 0) > 0xffff ? 2 : 1;
  }

  private skip(length: number): Syntax {
    this.at += length;
    return EMPTY;
  }

  private group(): Syntax {
    const opening = /^\((?:\?(?:[:=!]|<[=!]|<\w+>|[a-z]+:))?/.exec(this.text.slice(this.at))?.[0] ?? '(';
    this.at += opening.length;
    const body = this.choice();
    this.at += 1;
    if (!/^\(\?<?[=!]$/.test(opening)) return body;
    this.lookarounds.push(body);
    return EMPTY;
  }

  private classEnd(): number {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== ']') end += this.text[end] === '\\' ? 2 : 1;
    return end + 1 - this.at;
  }

  private charset(length: number): Syntax {
    const source = this.text.slice(this.at, this.at + length);
    this.at += length;
    return { kind: 'set', mask: maskOf(source, this.flags) };
  }
}

const known = new Map<string, bigint>();

/** Asks the engine itself which characters an atom takes. */
function maskOf(source: string, flags: string): bigint {
  const key = `${flags}/${source}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const tester = new RegExp(`^(?:${source})$`, flags);
  let mask = 0n;
  for (const [index, character] of UNIVERSE.entries()) if (tester.test(character)) mask |= 1n << BigInt(index);
  known.set(key, mask);
  return mask;
}
