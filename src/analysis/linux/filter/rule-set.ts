import type { Evidence } from '../../../model/evidence.ts';
import type { PacketFilterChain, PacketFilterRule } from '../../../model/facts.ts';
import { factsOf, type ObserverView } from '../../context.ts';
import { inTimeOrder } from '../../evidence-order.ts';

/** All rules and chains that one program printed at one time. */
export interface RuleSet {
  readonly program: PacketFilterChain['program'];
  readonly evidence: Evidence;
  readonly chains: readonly PacketFilterChain[];
  readonly rules: readonly PacketFilterRule[];
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
    return [{ program: first.program, evidence, chains: mine, rules: own }];
  });
}

/** The same rule in another reading: as it stands, but for its counters. */
export function sameRule({ rules }: RuleSet, rule: PacketFilterRule): PacketFilterRule | null {
  const key = keyOf(rule);
  return rules.find((one) => keyOf(one) === key) ?? null;
}

function keyOf({ family, table, chain, position, text }: PacketFilterRule): string {
  const bare = text.replace(/counter packets \d+ bytes \d+/, 'counter').replace(/ -c \d+ \d+/, '');
  return JSON.stringify([family, table, chain, position, bare]);
}

/** How many packets a rule took between the first and the last reading that show it; null without two that count. */
export function takenBy(rule: PacketFilterRule, sets: readonly RuleSet[]): number | null {
  const counts = sets.flatMap((set) => sameRule(set, rule)?.packets ?? []);
  const [first, last] = [counts[0], counts.at(-1)];
  // A count that fell was started anew.
  if (counts.length < 2 || first === undefined || last === undefined || last < first) return null;
  return last - first;
}
