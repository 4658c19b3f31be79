import type { Fact, PacketFilterChain } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { nftMeaning } from './nft-statement.ts';

const LONGEST_LINE = 4000;
const TABLE = /^table (?<family>ip6?|inet|arp|bridge|netdev) (?<table>[\w.-]{1,64}) \{(?: # handle \d+)?$/;
const CHAIN = /^chain (?<chain>[\w.-]{1,64}) \{(?: # handle \d+)?$/;
const BASE =
  /^type (?<type>\w{3,10}) hook (?<hook>\w{3,12})(?: devices? (?:= )?(?:\{[^{}]{0,200}\}|\S+))? priority (?<priority>[\w +-]{1,40});(?: policy (?<policy>\w{4,8});)?$/;
/** Sets, maps and other objects: their insides say nothing about a path. */
const OBJECT =
  /^(?:(?:set|map|flowtable|counter|quota|limit|synproxy|secmark) [\w.-]{1,64}|ct (?:helper|timeout|expectation) [\w.-]{1,64}) \{(?: # handle \d+)?$/;
const REMARK = /^(?:#.*|comment ".*"|flags [\w,]+;?)$/;

const LINE_LOST = 'The braces do not match: a line was lost or cut off. Paste the whole listing.';

interface State {
  /** A table or chain opens within another one, or a line stands where nft prints none. */
  isBroken: boolean;
  family: string | null;
  table: string | null;
  chain: string | null;
  position: number;
  /** Inside of a set, map or the like: how many braces are open. */
  inside: number;
}

type Cells = Readonly<Partial<Record<string, string>>>;

/** Reads one line; false when it is not understood. Braces tell where it stands, so that no rule lands in a wrong chain. */
function takeLine(block: Block, line: Line, state: State, facts: Fact[]): boolean {
  const text = line.text.trim();
  if (state.inside > 0) {
    state.inside += count(text, '{') - count(text, '}');
    return true;
  }
  const table = TABLE.exec(text)?.groups;
  if (table !== undefined) {
    state.isBroken ||= state.table !== null;
    Object.assign(state, { family: table.family ?? null, table: table.table ?? null, chain: null });
    return true;
  }
  if (state.table === null) return REMARK.test(text);
  if (text === '}') {
    if (state.chain === null) state.table = null;
    state.chain = null;
    return true;
  }
  if (state.chain === null || CHAIN.test(text)) return openInTable(block, line, text, state, facts);
  const base = BASE.exec(text)?.groups;
  if (base !== undefined) {
    state.isBroken ||= facts.at(-1)?.kind !== 'packet-filter-chain';
    facts.push(...withBase(facts, base));
  } else if (!REMARK.test(text)) facts.push(ruleFrom(block, line, text, state));
  return true;
}

function openInTable(block: Block, line: Line, text: string, state: State, facts: Fact[]): boolean {
  const chain = CHAIN.exec(text)?.groups?.chain;
  if (chain !== undefined) {
    state.isBroken ||= state.chain !== null;
    Object.assign(state, { chain, position: 0 });
    facts.push(chainFrom(block, line, state, chain));
    return true;
  }
  if (OBJECT.test(text)) state.inside = 1;
  return state.inside > 0 || REMARK.test(text);
}

function chainFrom(block: Block, line: Line, state: State, chain: string): PacketFilterChain {
  return {
    kind: 'packet-filter-chain',
    at: cite(block.source, [line]),
    program: 'nft',
    family: state.family,
    table: state.table ?? '',
    chain,
    hook: null,
    priority: null,
    policy: null,
    packets: null,
    bytes: null,
  };
}

/** The line that makes a chain a base chain stands below its opening: takes that chain's fact away and gives it back. */
function withBase(facts: Fact[], base: Cells): readonly Fact[] {
  const last = facts.at(-1);
  if (last?.kind !== 'packet-filter-chain') return [];
  facts.pop();
  return [{ ...last, hook: base.hook ?? null, priority: base.priority?.trim() ?? null, policy: base.policy ?? null }];
}

function ruleFrom(block: Block, line: Line, text: string, state: State): Fact {
  state.position += 1;
  return {
    kind: 'packet-filter-rule',
    at: cite(block.source, [line]),
    program: 'nft',
    family: state.family,
    table: state.table ?? '',
    chain: state.chain ?? '',
    position: state.position,
    ...nftMeaning(withoutComment(text)),
    text: text.replace(/ # handle \d+$/, ''),
  };
}

/** Comments may hold any words. */
function withoutComment(text: string): string {
  return text.replace(/ comment "[^"]*"/, '').replace(/ # handle \d+$/, '');
}

function count(text: string, brace: string): number {
  return text.split(brace).length - 1;
}

/** `nft list ruleset`, and of one table or chain: chains and rules with their counters. */
export const nftables: TextParser = {
  kind: 'nftables',
  commands: /^(?:sudo )?(?:\S*\/)?nft (?:-\w+ )*list (?:ruleset|tables?|chains?)\b/,
  looksLike: (block) => block.lines.some(({ text }) => TABLE.test(text.slice(0, 200).trim())),
  read(block: Block): Reading {
    const facts: Fact[] = [];
    const read = new Set<number>();
    const state: State = { isBroken: false, family: null, table: null, chain: null, position: 0, inside: 0 };
    for (const line of worded(block.lines)) {
      if (line.text.length <= LONGEST_LINE && takeLine(block, line, state, facts)) read.add(line.number);
    }
    const isOpen = state.table !== null || state.inside > 0;
    return { facts, read, ...(state.isBroken || isOpen ? { problem: LINE_LOST } : {}) };
  },
};
