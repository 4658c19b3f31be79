import type { Fact, PacketFilterChain, PacketFilterRule } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { addListedLine, isListedTitle, type ListedChain } from './iptables-list.ts';
import { meaningOf } from './iptables-rule.ts';

const LONGEST_LINE = 3000;
const TABLE = /^\*(?<table>[a-z]{2,16})$/;
const CHAIN = /^:(?<chain>\S{1,64}) (?<policy>ACCEPT|DROP|QUEUE|-)(?: \[(?<packets>\d{1,16}):(?<bytes>\d{1,16})\])?$/;
/** `iptables -S` writes policies and chains as the commands that make them. */
const POLICY = /^-P (?<chain>\S{1,64}) (?<policy>ACCEPT|DROP)(?: -c (?<packets>\d{1,16}) (?<bytes>\d{1,16}))?$/;
const NEW_CHAIN = /^-N (?<chain>\S{1,64})$/;
const RULE = /^(?:\[(?<packets>\d{1,16}):(?<bytes>\d{1,16})\] )?-A (?<chain>\S{1,64})(?: (?<rest>.*))?$/;
const FRAME = /^(?:#.*|COMMIT)$/;
const HOOKS: ReadonlySet<string> = new Set(['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']);

const LINE_LOST = 'A line was lost or cut off: paste the whole listing.';
const COMMIT = 'COMMIT';

interface State {
  readonly family: PacketFilterChain['family'];
  table: string;
  /** Between `*filter` and its `COMMIT`; null in a listing that has neither. */
  isInTable: boolean | null;
  /** What stands where `iptables-save` and `iptables -S` print none. */
  isBroken: boolean;
  readonly positions: Map<string, number>;
  listed: ListedChain | null;
}

type Cells = Readonly<Partial<Record<string, string>>>;

function count(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function chainFrom(block: Block, line: Line, { family, table }: State, cells: Cells): PacketFilterChain {
  const chain = cells.chain ?? '';
  return {
    kind: 'packet-filter-chain',
    at: cite(block.source, [line]),
    program: 'iptables',
    family,
    table,
    chain,
    hook: HOOKS.has(chain) ? chain.toLowerCase() : null,
    priority: null,
    policy: cells.policy === undefined || cells.policy === '-' ? null : cells.policy.toLowerCase(),
    packets: count(cells.packets),
    bytes: count(cells.bytes),
  };
}

function ruleFrom(block: Block, line: Line, state: State, cells: Cells): PacketFilterRule {
  const chain = cells.chain ?? '';
  const key = `${state.table} ${chain}`;
  const position = (state.positions.get(key) ?? 0) + 1;
  state.positions.set(key, position);
  const rest = cells.rest ?? '';
  const words = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map((word) => word[1] ?? word[2] ?? '');
  // `iptables -S -v` puts the counters behind `-c`.
  const counted = words.indexOf('-c');
  const [packets, bytes] = counted === -1 ? [cells.packets, cells.bytes] : words.slice(counted + 1, counted + 3);
  return {
    kind: 'packet-filter-rule',
    at: cite(block.source, [line]),
    program: 'iptables',
    family: state.family,
    table: state.table,
    chain,
    position,
    packets: count(packets),
    bytes: count(bytes),
    ...meaningOf(words),
    text: `-A ${chain}${rest === '' ? '' : ` ${rest}`}`,
  };
}

function factFrom(block: Block, line: Line, state: State): Fact | null {
  const text = line.text.trim();
  const chain = CHAIN.exec(text)?.groups ?? POLICY.exec(text)?.groups ?? NEW_CHAIN.exec(text)?.groups;
  if (chain !== undefined) return chainFrom(block, line, state, chain);
  const rule = RULE.exec(text)?.groups;
  return rule === undefined ? null : ruleFrom(block, line, state, rule);
}

/** `iptables-save` prints each table from `*TABLE` to `COMMIT`, and iptables-restore(8) needs both. */
function followFrame(text: string, isInside: boolean, state: State): void {
  if (TABLE.test(text)) {
    state.isBroken ||= state.isInTable === true;
    state.isInTable = true;
  } else if (text === COMMIT) {
    state.isBroken ||= state.isInTable !== true;
    state.isInTable = false;
  } else if (isInside) state.isBroken ||= state.isInTable === false;
}

/** The table that the command asks for; iptables takes `filter` when it names none. */
function tableOf(command: string | null): string {
  return / (?:-t|--table)[ =](\S+)/.exec(command ?? '')?.[1] ?? 'filter';
}

/** Each of the two programs has rules of its own; null when the output stands without its command. */
function familyOf(command: string | null): PacketFilterChain['family'] {
  const program = /\bip6?tables\b/.exec(command ?? '')?.[0];
  return program === undefined ? null : program === 'ip6tables' ? 'ip6' : 'ip';
}

/** `iptables-save -c`, `iptables -S` and `iptables -L -n -v`, also of IPv6: chains and rules with their counters. */
export const iptables: TextParser = {
  kind: 'iptables',
  commands: /^(?:sudo )?(?:\S*\/)?ip6?tables(?:-nft|-legacy)?(?:-save\b| (?:.* )?-(?:\w*[LS]\w*|-list\S*)(?![\w-]))/,
  looksLike: (block) =>
    block.lines.some(
      ({ text }) =>
        text.length <= LONGEST_LINE &&
        (TABLE.test(text.trim()) || RULE.test(text.trim()) || isListedTitle(text.trim())),
    ),
  read(block: Block): Reading {
    const facts: Fact[] = [];
    const read = new Set<number>();
    const state: State = {
      family: familyOf(block.command),
      table: tableOf(block.command),
      isInTable: null,
      isBroken: false,
      positions: new Map(),
      listed: null,
    };
    for (const line of worded(block.lines)) {
      const text = line.text.trim();
      if (text.length > LONGEST_LINE) continue;
      const table = TABLE.exec(text)?.groups?.table;
      state.table = table ?? state.table;
      const fact = factFrom(block, line, state);
      followFrame(text, fact !== null, state);
      if (fact !== null) facts.push(fact);
      else state.listed = addListedLine(block, line, state, state.listed, facts, read);
      if (fact !== null || table !== undefined || FRAME.test(text)) read.add(line.number);
    }
    const isBroken = state.isBroken || state.isInTable === true;
    return { facts, read, ...(isBroken ? { problem: LINE_LOST } : {}) };
  },
};
