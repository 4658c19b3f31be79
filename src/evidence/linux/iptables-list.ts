import type { Fact, PacketFilterChain } from '../../model/facts.ts';
import { type Block, cite, type Line } from '../parser.ts';
import { verdictOf } from './iptables-rule.ts';
import { markOf } from './rule-values.ts';

const TITLE =
  /^Chain (?<chain>\S{1,64}) \((?:policy (?<policy>ACCEPT|DROP)(?: (?<packets>\d{1,12}[KMGT]?) packets, (?<bytes>\d{1,12}[KMGT]?) bytes)?|\d+ references?)\)$/;
const COLUMNS = /^(?:num\s+)?(?:pkts\s+bytes\s+)?target\s+prot\s+opt\s+(?:in\s+out\s+)?source\s+destination$/;
const ROW =
  /^(?:\d+\s+)?(?:(?<packets>\d{1,12}[KMGT]?)\s+(?<bytes>\d{1,12}[KMGT]?)\s+)(?:(?<target>[A-Za-z][\w-]{0,63})\s+)?(?:\d+|all|tcp|udp|icmp|icmpv6|ipv6-icmp|gre|esp|ah|sctp|udplite)\s+(?:--|-f|!f)?\s*\S+\s+\S+\s+[\da-f.:/!]+\s+[\da-f.:/!]+(?<rest>\s.*)?$/i;

/** Whose chains and rows are being read. */
type Owner = Pick<PacketFilterChain, 'family' | 'table'>;

/** The chain whose rows are being read. */
export interface ListedChain {
  readonly chain: string;
  position: number;
}

export function isListedTitle(text: string): boolean {
  return TITLE.test(text);
}

/** Counters above 99999 are rounded (`12K`) unless `-x`, and a rounded number is not the number. */
function exact(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

/** Takes a line of `iptables -L -n -v`; returns the chain that the next line belongs to. */
export function addListedLine(
  block: Block,
  line: Line,
  { family, table }: Owner,
  open: ListedChain | null,
  facts: Fact[],
  read: Set<number>,
): ListedChain | null {
  const text = line.text.trim();
  const title = TITLE.exec(text)?.groups;
  const at = cite(block.source, [line]);
  if (title?.chain !== undefined) {
    const { chain, policy } = title;
    const hook = policy === undefined ? null : chain.toLowerCase();
    const counts = { packets: exact(title.packets), bytes: exact(title.bytes) };
    const fixed = { program: 'iptables', family, priority: null } as const;
    facts.push({
      kind: 'packet-filter-chain',
      at,
      ...fixed,
      table,
      chain,
      hook,
      policy: policy?.toLowerCase() ?? null,
      ...counts,
    });
    read.add(line.number);
    return { chain, position: 0 };
  }
  const cells = open === null ? undefined : ROW.exec(text)?.groups;
  if (open !== null && cells !== undefined) {
    open.position += 1;
    facts.push(rowFact(line, at, { family, table }, open, cells));
  }
  if (cells !== undefined || COLUMNS.test(text)) read.add(line.number);
  return open;
}

function rowFact(
  line: Line,
  at: Fact['at'],
  { family, table }: Owner,
  { chain, position }: ListedChain,
  cells: Readonly<Partial<Record<string, string>>>,
): Fact {
  const rest = cells.rest ?? '';
  const states = /(?<!! )\b(?:ct)?state ([A-Z,_]{3,80})/.exec(rest)?.[1];
  const set = /\bMARK (?:xset|set) (0x[\da-f]+(?:\/0x[\da-f]+)?)/.exec(rest)?.[1];
  return {
    kind: 'packet-filter-rule',
    at,
    program: 'iptables',
    family,
    table,
    chain,
    position,
    packets: exact(cells.packets),
    bytes: exact(cells.bytes),
    states: states === undefined ? [] : states.toLowerCase().split(','),
    reversePath: /\brpfilter\b/.test(rest),
    verdict: cells.target === undefined ? 'none' : verdictOf(cells.target),
    target: cells.target ?? null,
    setsMark: cells.target === 'MARK' ? markOf(set) : null,
    marking: null,
    connectionMark: /\bCONNMARK restore\b/.test(rest) ? 'restore' : /\bCONNMARK save\b/.test(rest) ? 'save' : null,
    text: line.text.trim().replace(/\s+/g, ' '),
  };
}
