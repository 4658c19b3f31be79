import type { Evidence } from '../../../model/evidence.ts';
import type { PacketFilterChain, PacketFilterRule } from '../../../model/facts.ts';
import { factsOf, type ObserverView } from '../../context.ts';
import { inTimeOrder } from '../../evidence-order.ts';

/** All rules and chains that one program printed at one time. */
export interface RuleSet {
  readonly program: PacketFilterChain['program'];
  readonly evidence: Evidence;
  readonly chains: readonly PacketFilterChain[];
  /** The rules of each chain that was shown, in their order, by `chainKey`. */
  readonly rules: ReadonlyMap<string, readonly PacketFilterRule[]>;
  /** Every rule by what makes it the same one in another reading: as it stands, but for its counters. */
  readonly same: ReadonlyMap<string, PacketFilterRule>;
}

/** The rule sets that a machine has shown, the newest last. Those that were not read whole tell nothing of what a packet meets. */
export function ruleSetsOf(view: ObserverView): readonly RuleSet[] {
  const chains = inTimeOrder(factsOf(view, 'packet-filter-chain'));
  const rules = factsOf(view, 'packet-filter-rule');
  const blocks = [...new Set(chains.map(({ evidence }) => evidence))].filter(({ parsed }) => parsed === 'whole');
  return blocks.flatMap((evidence): readonly RuleSet[] => {
    const mine = chains.filter((one) => one.evidence === evidence).map(({ fact }) => fact);
    const [first] = mine;
    if (first === undefined) return [];
    const own = rules.filter((one) => one.evidence === evidence).map(({ fact }) => fact);
    const same = new Map(own.toReversed().map((rule) => [keyOf(rule), rule]));
    const empty = mine.map((chain): [string, readonly PacketFilterRule[]] => [chainKey(chain), []]);
    const byChain = new Map([...empty, ...Map.groupBy(own, chainKey)]);
    return [{ program: first.program, evidence, chains: mine, rules: byChain, same }];
  });
}

/** Names a chain among those of one rule set. */
export function chainKey({ family, table, chain }: Pick<PacketFilterRule, 'family' | 'table' | 'chain'>): string {
  return JSON.stringify([family, table, chain]);
}

function keyOf(rule: PacketFilterRule): string {
  return `${chainKey(rule)} ${rule.position} ${withoutCounters(rule.text)}`;
}

/** A rule as it was written, without what it has counted and the number that the kernel gave it. */
export function withoutCounters(text: string): string {
  return text.replace(/counter packets \d+ bytes \d+/, 'counter').replace(/ -c \d+ \d+| # handle \d+$/, '');
}

/** How many packets a rule took between the first and the last reading that show it; null without two that count. */
export function takenBy(rule: PacketFilterRule, sets: readonly RuleSet[]): number | null {
  const key = keyOf(rule);
  const counts = sets.flatMap(({ same }) => same.get(key)?.packets ?? []);
  const [first, last] = [counts[0], counts.at(-1)];
  // A count that fell was started anew.
  if (counts.length < 2 || first === undefined || last === undefined || last < first) return null;
  return last - first;
}
