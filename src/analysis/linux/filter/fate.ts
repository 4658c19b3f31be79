import type { PacketFilterChain, PacketFilterRule } from '../../../model/facts.ts';
import { iptablesTakes } from './iptables-match.ts';
import { nftTakes } from './nft-match.ts';
import type { FirstPacket, Holds } from './packet.ts';
import { chainKey, type RuleSet, takenBy } from './rule-set.ts';

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

/** One walk of one packet through a rule set. A chain that was walked once is not walked again: rule sets may fan out. */
interface Walk {
  readonly set: RuleSet;
  /** The readings by which a rule counts as never met; none to take the rules as they are written. */
  readonly all: readonly RuleSet[];
  readonly packet: FirstPacket;
  readonly done: Map<string, Walked>;
}

/** So deep nftables lets chains jump (NFT_JUMP_STACK_SIZE of the kernel's netfilter/nf_tables.h). */
const DEEPEST = 16;

/** Targets that change or note a packet, which then meets the next rule (iptables-extensions(8)). */
const GOES_ON: ReadonlySet<string> = new Set([
  'TCPMSS',
  'DSCP',
  'TOS',
  'TTL',
  'HL',
  'CLASSIFY',
  'CHECKSUM',
  'AUDIT',
  'TRACE',
]);
/** Statements of nft(8) that hand the packet to somebody else, who decides. */
const HANDS_OVER = /(?:^|\s)(?:queue|synproxy|tproxy)(?=\s|$)/;

/**
 * What the rules at a hook (`forward`, `input`) do with the first packet of a flow. Netfilter asks the base chains of a hook
 * one after another; an accept ends only the chain that it stands in, a drop ends all (nft(8), “Verdict statement”).
 * Rules that were never met between two readings did not take it. Null when no chain stands at that hook.
 */
export function fateAt(hook: string, set: RuleSet, all: readonly RuleSet[], packet: FirstPacket): Fate | null {
  const bases = set.chains.filter((chain) => chain.hook === hook && isOfFamily(chain, packet) && filters(chain));
  if (bases.length === 0) return null;
  const asMet = { set, all, packet, done: new Map() };
  const asWritten = { set, all: [], packet, done: new Map() };
  const fates = bases.map((chain) => fateIn(chain, asMet, asWritten));
  return fates.find(({ kind }) => kind === 'refused') ?? fates.find(({ kind }) => kind === 'open') ?? { kind: 'taken' };
}

/** Without its command a listing of iptables may be of either family. */
export function isOfFamily({ family }: Pick<PacketFilterChain, 'family'>, packet: { readonly family: 4 | 6 }): boolean {
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
function fateIn(base: PacketFilterChain, asMet: Walk, asWritten: Walk): Fate {
  const fate = endOf(base, asMet);
  if (fate.kind !== 'refused' || (fate.rule !== null && (takenBy(fate.rule, asMet.all) ?? 0) > 0)) return fate;
  return endOf(base, asWritten).kind === 'refused' ? fate : { kind: 'open', rule: fate.rule };
}

function endOf(base: PacketFilterChain, how: Walk): Fate {
  const { perhaps, ...end } = walk(base, how, 0);
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

function walk(chain: Pick<PacketFilterChain, 'family' | 'table' | 'chain'>, how: Walk, depth: number): Walked {
  const key = chainKey(chain);
  const walked = how.done.get(key) ?? walkRules(how.set.rules.get(key) ?? [], how, depth);
  how.done.set(key, walked);
  return walked;
}

function walkRules(rules: readonly PacketFilterRule[], how: Walk, depth: number): Walked {
  const perhaps: End[] = [];
  for (const rule of rules) {
    const takes = takenBy(rule, how.all) === 0 ? false : takesPacket(rule, how.packet);
    const led = takes === false ? null : leadsTo(rule, how, depth);
    if (led === null) continue;
    perhaps.push(...led.perhaps);
    if (takes === true) return { ...led, perhaps: firstOfEach(perhaps) };
    perhaps.push({ step: led.step, rule });
  }
  return { step: 'none', rule: null, perhaps: firstOfEach(perhaps) };
}

/** One end of each kind is enough to know where a packet may end. */
function firstOfEach(ends: readonly End[]): readonly End[] {
  const first = new Map<End['step'], End>();
  for (const end of ends) if (!first.has(end.step)) first.set(end.step, end);
  return [...first.values()];
}

/** Where a packet ends that the rule takes; null when the next rule is asked. */
function leadsTo(rule: PacketFilterRule, how: Walk, depth: number): Walked | null {
  switch (rule.verdict) {
    case 'accept':
    case 'drop':
    case 'reject':
    case 'return':
      return { step: rule.verdict, rule, perhaps: [] };
    case 'jump':
    case 'goto': {
      const next = rule.target === null ? null : { ...rule, chain: rule.target };
      // Of one chain alone that was listed, those that it jumps to were not shown.
      const isShown = next !== null && how.set.rules.has(chainKey(next));
      if (next === null || !isShown || depth >= DEEPEST) return { step: 'open', rule, perhaps: [] };
      const walked = walk(next, how, depth + 1);
      if (walked.step !== 'none' && walked.step !== 'return') return walked;
      // Behind a `goto` the chain that it left is not taken up again.
      const isBack = rule.verdict === 'jump' && walked.perhaps.length === 0;
      return isBack ? null : { step: rule.verdict === 'jump' ? 'open' : 'return', rule, perhaps: walked.perhaps };
    }
    case 'other':
      if (isVerdictMap(rule)) return mapped(rule);
      return GOES_ON.has(rule.target ?? '') ? null : { step: 'open', rule, perhaps: [] };
    default:
      return HANDS_OVER.test(rule.text) ? { step: 'open', rule, perhaps: [] } : null;
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
