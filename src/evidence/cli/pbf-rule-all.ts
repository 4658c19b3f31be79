import type { PbfRule } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isAddress } from './address-shape.ts';
import { commandValue } from './command-words.ts';
import { isLayout, present, rowOf } from './layout.ts';

const HEADER = /^Rule\s+ID\s+Rule State\s+Action\b/i;
const ROW =
  /^(?<name>\S.*?)\s+(?<id>\d{1,5})\s+(?<state>[A-Z][a-z]+|N\/A)\s+(?<action>Forward\S*|Discard|No[ -]PBF)(?:\s+(?<rest>\S.*))?$/i;
/** The width of the name column; PAN-OS cuts longer names there. */
const NAME_WIDTH = 10;

interface Target {
  readonly egress: string | null;
  readonly nextHop: string | null;
  readonly nextHopUp: boolean | null;
}

/** Egress, next hop and its status: each may be empty (a discarding rule has none of them). Null when the cells are unclear. */
function targetOf(rest: string | undefined): Target | null {
  const cells = rest?.trim().split(/\s+/) ?? [];
  const status = /^(?:up|down|unknown)$/i.test(cells.at(-1) ?? '') ? (cells.pop()?.toLowerCase() ?? null) : null;
  if (cells.length === 3 && present(cells[2]) === null) cells.pop();
  if (cells.length > 2) return null;
  const only = cells.length === 1 ? cells[0] : undefined;
  const alone = only !== undefined && isAddress(only);
  return {
    egress: alone ? null : present(cells[0]),
    nextHop: alone ? only : present(cells[1]),
    nextHopUp: status === 'up' || status === 'down' ? status === 'up' : null,
  };
}

/** The whole name, when the command asked for one rule and this row is it. */
function wholeName(printed: string, asked: string | null): string | null {
  return asked !== null && asked.slice(0, NAME_WIDTH).trim() === printed ? asked : null;
}

function activeFrom(state: string | undefined): boolean | null {
  if (/^active$/i.test(state ?? '')) return true;
  return /^(?:inactive|disabled|standby)$/i.test(state ?? '') ? false : null;
}

function ruleFromRow(block: Block, line: Line): PbfRule | null {
  const cells = rowOf(ROW, line.text);
  const target = targetOf(cells?.rest);
  if (cells?.name === undefined || cells.action === undefined || target === null) return null;
  const whole = wholeName(cells.name, commandValue(block.command, 'name'));
  return {
    kind: 'pbf-rule',
    at: cite(block.source, [line]),
    name: whole ?? cells.name,
    nameCut: whole === null && cells.name.length === NAME_WIDTH,
    id: Number(cells.id),
    active: activeFrom(cells.state),
    action: cells.action,
    ...target,
    from: null,
    source: null,
    destination: null,
    service: null,
    symmetricReturn: null,
  };
}

/** `show pbf rule all` and `show pbf rule name X`: state, egress and next-hop status of each rule, in one table. */
export const pbfRuleAll: TextParser = {
  kind: 'pbf-rule-all',
  commands: /^show pbf rule (?:all|name)\b/,
  looksLike: (block) => block.lines.some((line) => HEADER.test(line.text.trim())),
  read(block: Block): Reading {
    const facts: PbfRule[] = [];
    const read = new Set<number>();
    for (const line of block.lines) {
      const text = line.text.trim();
      const rule = HEADER.test(text) ? null : ruleFromRow(block, line);
      if (rule !== null) facts.push(rule);
      if (rule !== null || HEADER.test(text) || isLayout(line)) read.add(line.number);
    }
    return { facts, read };
  },
};
