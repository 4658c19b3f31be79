import type { PacketFilterRule } from '../../model/facts.ts';
import { nftMarking } from './nft-marking.ts';
import { number32 } from './prefix.ts';

export type NftMeaning = Pick<
  PacketFilterRule,
  'packets' | 'bytes' | 'states' | 'reversePath' | 'verdict' | 'target' | 'setsMark' | 'marking' | 'connectionMark'
>;

const COUNTER = /\bcounter packets (\d{1,16}) bytes (\d{1,16})\b/;
const STATES = /\bct state (?!vmap\b)(?:\{ ([a-z, ]{3,80}) \}|([a-z,]{3,80}))(?=\s|$)/;
const VERDICT =
  /(?:^|\s)(?<verdict>accept|drop|return|notrack|reject|masquerade|(?:jump|goto) (?<chain>[\w-]{1,64}))(?=\s|$)/;
const NAT = /(?:^|\s)(?:snat|dnat|redirect|masquerade)(?=\s|$)/;
/** `meta mark set 0x1` in full, or one that leaves bits alone, whose effect is not taken apart. */
const SETS_MARK = /\bmeta mark set (0x[\da-f]{1,8}|\d{1,10})(?=\s|$)(?! (?:and|or|xor)\b)/;

/** What a rule of `nft list ruleset` says. A verdict map (`vmap`) has no single verdict. */
export function nftMeaning(text: string): NftMeaning {
  const counted = COUNTER.exec(text);
  const states = STATES.exec(text);
  const set = number32(SETS_MARK.exec(text)?.[1]);
  return {
    packets: counted === null ? null : Number(counted[1]),
    bytes: counted === null ? null : Number(counted[2]),
    states: (states?.[1] ?? states?.[2] ?? '').split(/,\s*/).filter((state) => state !== ''),
    reversePath: /\bfib saddr\b.*\boif/.test(text),
    ...verdictIn(text),
    setsMark: set === null ? null : { value: set, mask: 0xffff_ffff },
    marking: nftMarking(text),
    connectionMark: /\bmeta mark set ct mark\b/.test(text)
      ? 'restore'
      : /\bct mark set (?:meta )?mark\b/.test(text)
        ? 'save'
        : null,
  };
}

function verdictIn(text: string): Pick<NftMeaning, 'verdict' | 'target'> {
  const found = /\bvmap\b/.test(text) ? undefined : VERDICT.exec(text)?.groups;
  const word = found?.verdict?.split(' ')[0];
  const target = found?.chain ?? null;
  if (NAT.test(text)) return { verdict: 'nat', target };
  switch (word) {
    case 'accept':
    case 'drop':
    case 'return':
    case 'notrack':
    case 'reject':
    case 'jump':
    case 'goto':
      return { verdict: word, target };
    default:
      return { verdict: otherVerdict(text), target };
  }
}

function otherVerdict(text: string): NftMeaning['verdict'] {
  if (/\bmark set\b/.test(text)) return 'mark';
  if (/\bvmap\b/.test(text)) return 'other';
  return /(?:^|\s)log(?=\s|$)/.test(text) ? 'log' : 'none';
}
