import type { Citation } from '../../model/evidence.ts';
import type { Marking, PacketFilterRule } from '../../model/facts.ts';
import { covers } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import { isOfFamily } from './filter/fate.ts';
import type { Range } from './kernel.ts';

/** What a mark may hang on, of a packet that a machine forwards. */
export interface Received {
  readonly family: 4 | 6;
  readonly source: string;
  readonly destination: string;
  readonly protocol: number | null;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
}

/** The marks that packets of one connection bear when they are routed: several when they are given one by one. */
export interface Marks {
  readonly marks: readonly [number, ...number[]];
  /** The rule that gives marks one by one, as printed; null when all packets bear one mark. */
  readonly said: string | null;
  readonly at: readonly Citation[];
}

const UNMARKED: Marks = { marks: [0], said: null, at: [] };
/** Verdicts after which a packet may not come to the rules below. */
const LEAVES: ReadonlySet<PacketFilterRule['verdict']> = new Set([
  'accept',
  'drop',
  'reject',
  'return',
  'jump',
  'goto',
  'other',
]);

/**
 * What marks the packet filter gives to a packet that is forwarded, before its route is looked up (the hook `prerouting`;
 * nft(8), "Standard priority names"). A packet comes without a mark. Null when the rules were not all shown, or one of
 * them may or may not mark it.
 */
export function marksOf(view: ObserverView, packet: Received): Marks | null {
  // `iptables-save` and `ip6tables-save` each show one family's rules, `nft list ruleset` those of all.
  const shown = inTimeOrder(factsOf(view, 'packet-filter-chain')).filter(
    ({ fact, evidence }) => isWhole(evidence.command) && (fact.program === 'nft' || isOfFamily(fact, packet)),
  );
  const block = shown.at(-1)?.evidence;
  const chains = shown.filter(({ evidence }) => evidence === block).map(({ fact }) => fact);
  const rules = factsOf(view, 'packet-filter-rule').filter(({ evidence }) => evidence === block);
  if (block === undefined || block.parsed !== 'whole') return null;
  // A mark that is kept for the connection does not change from packet to packet, and hangs on its first one.
  if (rules.some(({ fact }) => fact.connectionMark === 'restore')) return null;
  let told: Marks = UNMARKED;
  for (const chain of chains.filter((one) => one.hook === 'prerouting' && isOfFamily(one, packet))) {
    const table = rules
      .map(({ fact }) => fact)
      .filter((one) => one.table === chain.table && one.family === chain.family);
    const own = table.filter((rule) => rule.chain === chain.chain);
    const isLeft = own.some(({ verdict }) => verdict === 'jump' || verdict === 'goto' || verdict === 'other');
    if (isLeft && table.some((rule) => rule.chain !== chain.chain && mayMark(rule))) return null;
    const after = through(own, packet, told);
    // Which of two chains comes first is a matter of their priorities, which have many spellings.
    if (after === null || (after !== told && told !== UNMARKED)) return null;
    told = after;
  }
  return told;
}

/** `nft list ruleset` shows all tables; of `iptables-save` the whole or the table whose rules give marks. */
function isWhole(command: string | null): boolean {
  return /\bnft (?:-\w+ )*list ruleset\b|\bip6?tables-save(?: -c)?(?: -t mangle)?(?: -c)?$/.test(command ?? '');
}

/** A rule that gives a mark, understood or not; to note the mark for the connection gives none. */
function mayMark({ marking, verdict, connectionMark }: PacketFilterRule): boolean {
  return marking !== null || (verdict === 'mark' && connectionMark !== 'save');
}

function through(rules: readonly PacketFilterRule[], packet: Received, before: Marks): Marks | null {
  let told = before;
  let mayLeave = false;
  for (const rule of rules) {
    const { marking, verdict, text, at } = rule;
    if (marking === null && mayMark(rule)) return null;
    const asked = marking === null ? false : asksFor(marking, packet);
    const [first, ...rest] = marking?.marks ?? [];
    if (asked === null || (asked && (mayLeave || first === undefined))) return null;
    if (asked && first !== undefined) {
      told = { marks: [first, ...rest], said: marking?.byPacket === true ? text : null, at: [at] };
    } else if (marking === null && LEAVES.has(verdict)) mayLeave = true;
  }
  return told;
}

/** Null when something that is not known of the packet, or not taken apart of the rule, decides. */
function asksFor(marking: Marking, packet: Received): boolean | null {
  const parts = [
    marking.from === null || covers(marking.from, packet.source),
    marking.to === null || covers(marking.to, packet.destination),
    marking.iif === null ? true : null,
    equal(marking.protocol, packet.protocol),
    within(marking.sourcePorts, packet.sourcePort),
    within(marking.destinationPorts, packet.destinationPort),
    marking.whole ? true : null,
  ];
  return parts.includes(false) ? false : parts.includes(null) ? null : true;
}

function equal(wanted: Marking['protocol'], shown: number | null): boolean | null {
  if (wanted === null) return true;
  return shown === null || typeof wanted === 'string' ? null : wanted === shown;
}

function within(range: Range | null, port: number | null): boolean | null {
  if (range === null) return true;
  return port === null ? null : port >= range.from && port <= range.to;
}
