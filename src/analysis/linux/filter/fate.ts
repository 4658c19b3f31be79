import type { PacketFilterChain, PacketFilterRule } from '../../../model/facts.ts';
import { iptablesTakes } from './iptables-match.ts';
import { nftTakes } from './nft-match.ts';
import type { FirstPacket, Holds } from './packet.ts';
import { type RuleSet, takenBy } from './rule-set.ts';

/** What becomes of a packet at one hook. `rule` is null where a chain's policy decides; `chain` is the base chain. */
export type Fate =
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'refused';
      readonly verdict: 'drop' | 'reject';
      readonly rule: PacketFilterRule | null;
      readonly chain: PacketFilterChain;
    }
  | { readonly kind: 'open'; readonly rule: PacketFilterRule | null };

type Step = 'accept' | 'drop' | 'reject' | 'return' | 'none';

/** Where a packet ends that a rule takes; `open` where that is not understood. */
interface End {
  readonly step: Step | 'open';
  readonly rule: PacketFilterRule | null;
}

/** Where the walk through one chain ended, and where it would have at rules of which nobody knows whether they take the packet. */
interface Walked extends End {
  readonly perhaps: readonly End[];
}

const DEEPEST = 16;

/**
 * What the rules at a hook (`forward`, `input`) do with the first packet of a flow. Netfilter asks the base chains of a hook
 * one after another; an accept ends only the chain that it stands in, a drop ends all (nft(8), “Verdict statement”).
 * Rules that were never met between two readings did not take it. Null when no chain stands at that hook.
 */
export function fateAt(hook: string, set: RuleSet, all: readonly RuleSet[], packet: FirstPacket): Fate | null {
  const bases = set.chains.filter((chain) => chain.hook === hook && isOfFamily(chain, packet) && filters(chain));
  if (bases.length === 0) return null;
  const fates = bases.map((chain) => fateIn(chain, set, all, packet));
  return fates.find(({ kind }) => kind === 'refused') ?? fates.find(({ kind }) => kind === 'open') ?? { kind: 'taken' };
}

/** `iptables` prints no family: its two programs do not share a rule set, and each is asked for its own. */
function isOfFamily({ family }: PacketFilterChain, packet: FirstPacket): boolean {
  return family === null || family === 'inet' || family === (packet.family === 6 ? 'ip6' : 'ip');
}

/** Tables of iptables other than `filter` and `raw` are not made to refuse anything. */
function filters({ program, table }: PacketFilterChain): boolean {
  return program === 'nft' || table === 'filter' || table === 'raw';
}

/**
 * A rule that was never met tells of the packet only when it came here at all. So where the rules as they are written may let
 * it through, the refusal is told by a rule that has taken packets meanwhile, and by nothing less: a policy counts none.
 */
function fateIn(base: PacketFilterChain, set: RuleSet, all: readonly RuleSet[], packet: FirstPacket): Fate {
  const fate = endOf(base, set, all, packet);
  if (fate.kind !== 'refused' || (fate.rule !== null && (takenBy(fate.rule, all) ?? 0) > 0)) return fate;
  return endOf(base, set, [], packet).kind === 'refused' ? fate : { kind: 'open', rule: fate.rule };
}

function endOf(base: PacketFilterChain, set: RuleSet, all: readonly RuleSet[], packet: FirstPacket): Fate {
  const { perhaps, ...end } = walk(base, set, all, packet, 0);
  const refused = refusalOf(end, base);
  const other = perhaps.find((one) => one.step === 'open' || refusalOf(one, base) !== refused);
  if (other?.rule || end.step === 'open') return { kind: 'open', rule: other?.rule ?? end.rule };
  return refused === null
    ? { kind: 'taken' }
    : { kind: 'refused', verdict: refused, rule: refused === end.step ? end.rule : null, chain: base };
}

/** How an end refuses; null when the packet goes on. What no rule decides is the chain's policy. */
function refusalOf({ step }: End, { policy }: PacketFilterChain): 'drop' | 'reject' | null {
  if (step === 'drop' || step === 'reject') return step;
  return (step === 'none' || step === 'return') && policy === 'drop' ? 'drop' : null;
}

function walk(
  chain: Pick<PacketFilterChain, 'family' | 'table' | 'chain'>,
  set: RuleSet,
  all: readonly RuleSet[],
  packet: FirstPacket,
  depth: number,
): Walked {
  const perhaps: End[] = [];
  for (const rule of set.rules) {
    if (rule.chain !== chain.chain || rule.table !== chain.table || rule.family !== chain.family) continue;
    const takes = takenBy(rule, all) === 0 ? false : takesPacket(rule, packet);
    const led = takes === false ? null : leadsTo(rule, set, all, packet, depth);
    if (led === null) continue;
    perhaps.push(...led.perhaps);
    if (takes === true) return { ...led, perhaps };
    perhaps.push({ step: led.step, rule });
  }
  return { step: 'none', rule: null, perhaps };
}

/** Where a packet ends that the rule takes; null when the next rule is asked. */
function leadsTo(
  rule: PacketFilterRule,
  set: RuleSet,
  all: readonly RuleSet[],
  packet: FirstPacket,
  depth: number,
): Walked | null {
  switch (rule.verdict) {
    case 'accept':
    case 'drop':
    case 'reject':
    case 'return':
      return { step: rule.verdict, rule, perhaps: [] };
    case 'jump':
    case 'goto': {
      if (rule.target === null || depth >= DEEPEST) return { step: 'open', rule, perhaps: [] };
      const walked = walk({ ...rule, chain: rule.target }, set, all, packet, depth + 1);
      if (walked.step !== 'none' && walked.step !== 'return') return walked;
      // Behind a `goto` the chain that it left is not taken up again.
      const isBack = rule.verdict === 'jump' && walked.perhaps.length === 0;
      return isBack ? null : { step: rule.verdict === 'jump' ? 'open' : 'return', rule, perhaps: walked.perhaps };
    }
    case 'other':
      return isVerdictMap(rule) ? mapped(rule) : { step: 'open', rule, perhaps: [] };
    default:
      return null;
  }
}

function takesPacket(rule: PacketFilterRule, packet: FirstPacket): Holds {
  if (isVerdictMap(rule)) return true;
  return rule.program === 'nft' ? nftTakes(rule.text, packet) : iptablesTakes(rule.text, packet);
}

const STATE_MAP = /^ct state vmap \{ (?<pairs>[a-z0-9:, ]{3,200}) \}(?: counter packets \d+ bytes \d+)?$/;

function isVerdictMap({ program, text }: PacketFilterRule): boolean {
  return program === 'nft' && STATE_MAP.test(text);
}

/** `ct state vmap { established : accept, invalid : drop }` does nothing with a state that it does not name. */
function mapped(rule: PacketFilterRule): Walked | null {
  const pairs = STATE_MAP.exec(rule.text)?.groups?.pairs ?? '';
  const verdict = /(?:^|, )new : (?<verdict>\w+)/.exec(pairs)?.groups?.verdict;
  if (verdict === undefined) return null;
  if (verdict === 'accept' || verdict === 'drop') return { step: verdict, rule, perhaps: [] };
  return { step: 'open', rule, perhaps: [] };
}
