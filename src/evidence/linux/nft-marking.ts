import type { Marking, NumberRange } from '../../model/facts.ts';
import { number32, prefixOf } from './prefix.ts';
import { ipProtocolOf, rangeOf } from './rule-values.ts';

/** More marks than this are no choice between ways. */
const MOST_MARKS = 64;
const NUMBER = String.raw`(?:0x[\da-f]{1,8}|\d{1,10})`;
/** nft(8), "numgen": a counter (`inc`) or a random number, of `mod` values from `offset` on. */
const NUMGEN = String.raw`numgen (?:inc|random) mod (\d{1,6})(?: offset (${NUMBER}))?`;
const SET = new RegExp(
  String.raw`(?:^|\s)meta mark set (${NUMBER}|${NUMGEN}(?: map \{ ([\d a-fx,:-]{1,400}) \})?)(?=\s|$)`,
);
/** What may stand behind it without a say in which mark is set. */
const BEHIND = /^(?:counter(?: packets \d+ bytes \d+)?|accept|continue|ct mark set (?:meta )?mark|\s)*$/;
const BITS_ALONE = /^(?:and|or|xor)\b/;

type Wanted = { -readonly [Name in keyof Marking]: Marking[Name] };

/** Each takes off one condition from the beginning of a rule and says what it asks for; null: it is another one. */
const CONDITIONS: readonly (readonly [RegExp, (wanted: Wanted, cells: readonly string[]) => void])[] = [
  [/^counter(?: packets \d+ bytes \d+)?(?=\s|$)/, () => undefined],
  [/^meta nfproto ipv[46](?=\s|$)/, () => undefined],
  [
    /^ip6? saddr ([\da-f.:/]{2,43})(?=\s|$)/,
    (wanted, [prefix = '']) => Object.assign(wanted, { from: prefixOf(prefix) }),
  ],
  [
    /^ip6? daddr ([\da-f.:/]{2,43})(?=\s|$)/,
    (wanted, [prefix = '']) => Object.assign(wanted, { to: prefixOf(prefix) }),
  ],
  [/^iif(?:name)? "?([\w.:@-]{1,16})"?(?=\s|$)/, (wanted, [name = '']) => Object.assign(wanted, { iif: name })],
  [
    /^(?:meta l4proto|ip protocol|ip6 nexthdr) ([\w-]{1,16})(?=\s|$)/,
    (wanted, [name]) => Object.assign(wanted, { protocol: ipProtocolOf(name) }),
  ],
  [/^(tcp|udp|sctp) sport (\d+(?:-\d+)?)(?=\s|$)/, (wanted, cells) => ports(wanted, 'sourcePorts', cells)],
  [/^(tcp|udp|sctp) dport (\d+(?:-\d+)?)(?=\s|$)/, (wanted, cells) => ports(wanted, 'destinationPorts', cells)],
];
/** `numgen inc mod 2 0`: the rule itself acts on packets by turns. */
const BY_TURNS = new RegExp(String.raw`^${NUMGEN} (?:[<>=!]=? )?${NUMBER}(?=\s|$)`);

/** Which packets a rule of `nft list ruleset` gives which mark; null when it sets none, or only bits of one. */
export function nftMarking(text: string): Marking | null {
  const found = SET.exec(text);
  if (found === null) return null;
  const [, value = '', modulus, offset, map] = found;
  const behind = text.slice(found.index + found[0].length).trim();
  if (BITS_ALONE.test(behind)) return null;
  const marks = modulus === undefined ? [number32(value)] : map === undefined ? counted(modulus, offset) : mapped(map);
  const known = marks.flatMap((mark) => mark ?? []);
  if (known.length === 0 || known.length < marks.length || known.length > MOST_MARKS) return null;
  const before = conditions(text.slice(0, found.index));
  const byTurns = before.byPacket;
  return {
    ...before,
    marks: [...new Set(byTurns ? [0, ...known] : known)],
    byPacket: byTurns || modulus !== undefined,
    whole: before.whole && BEHIND.test(behind),
  };
}

function counted(modulus: string, offset: string | undefined): readonly (number | null)[] {
  const first = number32(offset ?? '0');
  const length = Math.min(Number(modulus), MOST_MARKS + 1);
  return first === null ? [null] : Array.from({ length }, (_, index) => first + index);
}

/** `0 : 0x1, 1-3 : 0x2`. */
function mapped(map: string): readonly (number | null)[] {
  return map.split(',').map((pair) => number32(pair.split(':')[1]?.trim()));
}

function conditions(text: string): Wanted {
  const wanted: Wanted = {
    marks: [],
    byPacket: false,
    from: null,
    to: null,
    iif: null,
    protocol: null,
    sourcePorts: null,
    destinationPorts: null,
    whole: true,
  };
  let rest = text.trim();
  while (rest !== '') {
    const taken = takeOne(rest, wanted);
    if (taken === 0) return { ...wanted, whole: false };
    rest = rest.slice(taken).trim();
  }
  return wanted;
}

/** How much of the text one condition takes up; 0 when it is none of these. */
function takeOne(rest: string, wanted: Wanted): number {
  const turns = BY_TURNS.exec(rest);
  if (turns !== null) wanted.byPacket = true;
  if (turns !== null) return turns[0].length;
  for (const [shape, take] of CONDITIONS) {
    const found = shape.exec(rest);
    if (found !== null) take(wanted, found.slice(1));
    if (found !== null) return found[0].length;
  }
  return 0;
}

function ports(wanted: Wanted, which: 'sourcePorts' | 'destinationPorts', [protocol, range]: readonly string[]): void {
  const read: NumberRange | null = rangeOf(range);
  Object.assign(wanted, { protocol: ipProtocolOf(protocol), [which]: read });
}
