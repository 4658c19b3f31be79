import type { Mark, PacketFilterRule, PacketFilterVerdict } from '../../model/facts.ts';
import { iptablesMarking } from './iptables-marking.ts';
import { markOf } from './rule-values.ts';

/** What both ways to print an iptables rule tell of it. */
export type FilterMeaning = Pick<
  PacketFilterRule,
  'states' | 'reversePath' | 'verdict' | 'target' | 'setsMark' | 'marking' | 'connectionMark'
>;

const VERDICTS: Readonly<Record<string, PacketFilterVerdict>> = {
  ACCEPT: 'accept',
  DROP: 'drop',
  REJECT: 'reject',
  RETURN: 'return',
  MARK: 'mark',
  CONNMARK: 'mark',
  LOG: 'log',
  NFLOG: 'log',
  SNAT: 'nat',
  DNAT: 'nat',
  MASQUERADE: 'nat',
  REDIRECT: 'nat',
  NETMAP: 'nat',
  NOTRACK: 'notrack',
};
/** Extensions whose names are targets and not chains. */
const OTHER_TARGETS =
  /^(?:TCPMSS|CT|TEE|TPROXY|DSCP|TOS|TTL|HL|SET|CLASSIFY|QUEUE|NFQUEUE|AUDIT|CHECKSUM|SYNPROXY|HMARK|RATEEST|SECMARK|TRACE|ECN|CLUSTERIP|IDLETIMER|LED)$/;

/** The words of a rule of `iptables-save` behind its chain: `-m conntrack --ctstate INVALID -j DROP`. */
export function meaningOf(words: readonly string[]): FilterMeaning {
  const after = (...keys: readonly string[]): string | null => {
    const at = words.findIndex((word) => keys.includes(word));
    return at === -1 ? null : (words[at + 1] ?? null);
  };
  const [target, chain] = [after('-j', '--jump'), after('-g', '--goto')];
  const setsMark = target === 'MARK' ? setMark(after) : null;
  return {
    states: statesIn(words),
    reversePath: words.includes('rpfilter'),
    verdict: chain !== null ? 'goto' : target === null ? 'none' : verdictOf(target),
    target: target ?? chain,
    setsMark,
    marking: iptablesMarking(words, setsMark),
    connectionMark: words.includes('--restore-mark') ? 'restore' : words.includes('--save-mark') ? 'save' : null,
  };
}

export function verdictOf(target: string): PacketFilterVerdict {
  return VERDICTS[target] ?? (OTHER_TARGETS.test(target) ? 'other' : 'jump');
}

/** Of `--ctstate` and the older `--state`; a negated condition asks for none of them. */
function statesIn(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => word === '--ctstate' || word === '--state');
  if (at === -1 || words[at - 1] === '!') return [];
  return (words[at + 1] ?? '')
    .toLowerCase()
    .split(',')
    .filter((state) => state !== '');
}

/** iptables-extensions(8): MARK zeroes the bits of the mask and XORs the value in; `--set-mark` clears value's bits too. */
function setMark(after: (...keys: readonly string[]) => string | null): Mark | null {
  const exact = after('--set-xmark');
  if (exact !== null) return markOf(exact);
  const set = markOf(after('--set-mark') ?? undefined);
  return set === null ? null : { value: set.value, mask: (set.value | set.mask) >>> 0 };
}
