import type { Line } from '../parser.ts';

/** One object of a JSON array, with its part of the lines that it stands on. `text` is it as written. */
export interface JsonRecord {
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly lines: readonly Line[];
}

export interface JsonRecords {
  readonly records: readonly JsonRecord[];
  /** The lines that were understood to their end: those of whole objects, and the brackets around them. */
  readonly read: ReadonlySet<number>;
  /** The array ended where it should, and all of it was understood. */
  readonly whole: boolean;
}

/** Deeper than any output of iproute2; more would only cost time. */
const DEEPEST = 32;

/** True when the first words of an output are the beginning of a JSON array of objects, or an empty one. */
export function looksLikeJson(lines: readonly Line[]): boolean {
  const first = lines.find((line) => line.text.trim() !== '')?.text.trimStart() ?? '';
  return /^\[\s*(?:\{|\]|$)/.test(first.slice(0, 200));
}

/**
 * The objects of a JSON array, as far as it goes: of one that was cut, those before the cut. Lines are joined by
 * line feeds, so no value may hold one. Never throws; each character is looked at a fixed number of times.
 */
export function jsonRecords(lines: readonly Line[]): JsonRecords {
  const records: JsonRecord[] = [];
  const scan = scanner(lines);
  const bad = new Set<number>(scan.unclear);
  for (const piece of scan.pieces) {
    const value = parsed(piece.text);
    if (value !== null) records.push({ value, text: piece.text, lines: piece.lines });
    else for (const { number } of piece.lines) bad.add(number);
  }
  const read = new Set(lines.filter(({ number }) => !bad.has(number)).map(({ number }) => number));
  return { records, read, whole: scan.closed && bad.size === 0 };
}

interface Piece {
  text: string;
  readonly lines: Line[];
}

function addTo(piece: Piece, { number }: Line, text: string): void {
  piece.text += text;
  piece.lines.push({ number, text });
}

interface Scan {
  readonly pieces: readonly Piece[];
  readonly unclear: ReadonlySet<number>;
  readonly closed: boolean;
}

function scanner(lines: readonly Line[]): Scan {
  const pieces: Piece[] = [];
  const unclear = new Set<number>();
  let open: Piece | null = null;
  let [depth, inString, escaped, state] = [0, false, false, 'before'];
  for (const line of lines) {
    let start = 0;
    for (let at = 0; at < line.text.length; at += 1) {
      const character = line.text[at] ?? '';
      if (inString) {
        if (escaped) escaped = false;
        else if (character === '\\') escaped = true;
        else if (character === '"') inString = false;
      } else if (open !== null) {
        if (character === '"') inString = true;
        else if (character === '{' || character === '[') depth += 1;
        else if (character === '}' || character === ']') depth -= 1;
        if (depth === 0) {
          addTo(open, line, line.text.slice(start, at + 1));
          pieces.push(open);
          open = null;
        }
      } else if (character === '{' && state === 'inside') {
        open = { text: '', lines: [] };
        [start, depth] = [at, 1];
      } else if (character === '[' && state === 'before') state = 'inside';
      else if (character === ']' && state === 'inside') state = 'after';
      else if (!(/[\s]/.test(character) || (character === ',' && state === 'inside'))) unclear.add(line.number);
    }
    if (open !== null) addTo(open, line, `${line.text.slice(start)}\n`);
  }
  for (const { number } of open?.lines ?? []) unclear.add(number);
  return { pieces, unclear, closed: state === 'after' };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  if (isTooDeep(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is text, or a number as text; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** The members of an array that are objects. */
export function recordsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The members of an array that are texts. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
