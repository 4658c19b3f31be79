import type { Citation } from '../../model/evidence.ts';
import type { Marking, PacketFilterChain, PacketFilterRule } from '../../model/facts.ts';
import { covers } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
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
  const shown = inTimeOrder(factsOf(view, 'packet-filter-chain')).filter(({ evidence }) => isWhole(evidence.command));
  const block = shown.at(-1)?.evidence;
  const chains = shown.filter(({ evidence }) => evidence === block).map(({ fact }) => fact);
  const rules = factsOf(view, 'packet-filter-rule').filter(({ evidence }) => evidence === block);
  if (block === undefined || block.parsed !== 'whole') return null;
  // A mark that is kept for the connection does not change from packet to packet, and hangs on its first one.
  if (rules.some(({ fact }) => fact.connectionMark === 'restore')) return null;
  let told: Marks = UNMARKED;
  for (const chain of chains.filter((one) => one.hook === 'prerouting' && isOfFamily(one, packet))) {
    const mine = rules.filter(({ fact }) => fact.table === chain.table && fact.chain === chain.chain);
    const after = through(
      mine.filter(({ fact }) => fact.family === chain.family).map(({ fact }) => fact),
      packet,
      told,
    );
    if (after === null) return null;
    told = after;
  }
  return told;
}

/** `nft list ruleset` shows all tables; of `iptables-save` the whole or the table whose rules give marks. */
function isWhole(command: string | null): boolean {
  return /\bnft (?:-\w+ )*list ruleset\b|\bip6?tables-save(?: -c)?(?: -t mangle)?(?: -c)?$/.test(command ?? '');
}

function isOfFamily({ family }: PacketFilterChain, packet: Received): boolean {
  return family === null || family === 'inet' || family === (packet.family === 6 ? 'ip6' : 'ip');
}

function through(rules: readonly PacketFilterRule[], packet: Received, before: Marks): Marks | null {
  let told = before;
  let mayLeave = false;
  for (const { marking, verdict, text, at } of rules) {
    const asked = marking === null ? false : asksFor(marking, packet);
    const [first, ...rest] = marking?.marks ?? [];
    if (asked === null || (asked && (mayLeave || first === undefined))) return null;
    if (asked && first !== undefined) {
      told = { marks: [first, ...rest], said: marking?.byPacket === true ? text : null, at: [at] };
    } else if (marking === null && (LEAVES.has(verdict) || verdict === 'mark')) mayLeave = true;
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
