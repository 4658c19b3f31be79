import type { Line } from '../parser.ts';

/** One `key value;` of a rule. `values` has the members of a list in brackets, or the one value, or nothing. */
export interface PolicyField {
  readonly key: string;
  readonly values: readonly string[];
  readonly line: Line;
}

/** One `NAME { key value; … }`. `index` is the number in `"NAME; index: N"`. `closed` is false when the brace is missing. */
export interface PolicyBlock {
  readonly name: string;
  readonly index: number | null;
  readonly fields: readonly PolicyField[];
  readonly lines: readonly Line[];
  readonly closed: boolean;
}

const OPENING = /^\s*(?:"(?<quoted>[^"]*)"\s*|(?<bare>[^\s"{};][^"{};]*(?:;\s*index:\s*\d+\s*)?))\{(?<rest>.*)$/;
const NAME = /^(?<name>.*?)(?:;\s*index:\s*(?<index>\d+))?$/;
const KEY = /^(?<key>[A-Za-z][\w/-]*)(?<colon>:?)(?:\s+(?<value>.*))?$/;
/** A list that is longer was never closed. */
const LONGEST_LIST = 20_000;

/** The members of a value: `[ a "b c" ]` → a, b c; `"src: x (y)"` → src: x (y); `any` → any; an empty cell → none. */
function valuesOf(text: string): readonly string[] {
  const trimmed = text.trim();
  const list = /^\[(.*)\]$/.exec(trimmed)?.[1];
  if (list !== undefined) return [...list.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const value = /^"(.*)"$/.exec(trimmed)?.[1] ?? trimmed;
  return value === '' ? [] : [value];
}

/** Cuts `a b; c "d; e"; f }` at the semicolons and braces that stand outside quotes. */
function statementsOf(text: string): {
  readonly statements: readonly string[];
  readonly open: string;
  readonly closed: boolean;
} {
  const statements: string[] = [];
  let open = '';
  for (const part of text.match(/"[^"]*"|[^"]|"/g) ?? []) {
    if (part === ';' || part === '}') {
      statements.push(open.trim());
      open = '';
    } else open += part;
    if (part === '}') return { statements: statements.filter((text) => text !== ''), open: '', closed: true };
  }
  return { statements: statements.filter((text) => text !== ''), open: open.trim(), closed: false };
}

function fieldOf(statement: string, line: Line): PolicyField | null {
  const match = KEY.exec(statement)?.groups;
  return match?.key === undefined ? null : { key: match.key, values: valuesOf(match.value ?? ''), line };
}

function isUnfinishedList(open: string): boolean {
  return open.length < LONGEST_LIST && open.lastIndexOf('[') > open.lastIndexOf(']');
}

interface Body {
  readonly fields: readonly PolicyField[];
  readonly lines: readonly Line[];
  readonly closed: boolean;
}

/**
 * Reads fields from `rest` (what follows the opening brace) and the lines below `position`, up to the closing brace, the next
 * rule, or the first line that is no field. A statement without its semicolon counts only as `key: value`
 * (PAN-OS prints `icmp-unreachable: no` so) or before a closing brace, and a list may run over several lines.
 */
function bodyOf(opening: Line, rest: string, all: readonly Line[], position: number): Body {
  const fields: PolicyField[] = [];
  const lines: Line[] = [opening];
  let carried = '';
  for (let at = position; at < all.length; at += 1) {
    const isFirst = at === position;
    const line = isFirst ? { ...opening, text: rest } : (all[at] ?? opening);
    if (!isFirst && carried === '' && OPENING.test(line.text)) break;
    const { statements, open, closed } = statementsOf(`${carried} ${line.text}`);
    carried = isUnfinishedList(open) ? open : '';
    const whole = carried === '' && /^[A-Za-z][\w/-]*:\s/.test(open) ? [...statements, open] : statements;
    const found = whole.map((statement) => fieldOf(statement, line)).filter((field) => field !== null);
    const understood = found.length > 0 || closed || carried !== '' || line.text.trim() === '';
    if (!understood) break;
    fields.push(...found);
    if (!isFirst) lines.push(line);
    if (closed) return { fields, lines, closed: true };
  }
  return { fields, lines, closed: false };
}

/**
 * Reads the rule blocks that PAN-OS prints for `show running nat-policy`, `show running pbf-policy`,
 * `test pbf-policy-match` and the like; the XML API wraps the same text for NAT in `<member>`.
 * Indentation, blank lines and line breaks inside a block do not matter.
 *
 * @returns the blocks in order, and the numbers of the lines that belong to one. Lines between blocks are not in `read`.
 */
export function readPolicyBlocks(lines: readonly Line[]): {
  readonly blocks: readonly PolicyBlock[];
  readonly read: ReadonlySet<number>;
} {
  const blocks: PolicyBlock[] = [];
  const read = new Set<number>();
  for (const [position, line] of lines.entries()) {
    const opening = read.has(line.number) ? undefined : OPENING.exec(line.text)?.groups;
    if (opening === undefined) continue;
    const name = NAME.exec((opening.quoted ?? opening.bare ?? '').trim())?.groups;
    const body = bodyOf(line, opening.rest ?? '', lines, position);
    const index = name?.index === undefined ? null : Number(name.index);
    blocks.push({ name: name?.name ?? '', index, ...body });
    for (const { number } of body.lines) read.add(number);
  }
  return { blocks, read };
}

/** The values of the first field with this key; null when the rule does not show it. */
export function policyValues(block: PolicyBlock, key: string): readonly string[] | null {
  return block.fields.find((field) => field.key === key)?.values ?? null;
}

/** The one value of a field, members of a list joined by a space; null when the rule does not show it or it is empty. */
export function policyValue(block: PolicyBlock, key: string): string | null {
  const values = policyValues(block, key);
  return values === null || values.length === 0 ? null : values.join(' ');
}
