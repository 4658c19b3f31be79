import type { Mark, NumberRange } from '../../model/facts.ts';
import { numberOfProtocol } from '../../model/ip-protocol.ts';
import { number32 } from './prefix.ts';

const WHOLE_MARK = 0xffff_ffff;
/** The names of /etc/iproute2/rt_dsfield, as the byte that they stand for. */
const DSFIELDS: Readonly<Record<string, number>> = {
  default: 0,
  lowcost: 2,
  reliability: 4,
  throughput: 8,
  lowdelay: 16,
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`cs${n}`, n << 5])),
  ...Object.fromEntries([1, 2, 3, 4].flatMap((c) => [1, 2, 3].map((d) => [`af${c}${d}`, (c << 5) | (d << 3)]))),
  ef: 0xb8,
};

/** `0x1/0xff`; without a mask all bits count. */
export function markOf(text: string | undefined): Mark | null {
  const [value, mask, ...more] = (text ?? '').split('/');
  const [read, under] = [number32(value), mask === undefined ? WHOLE_MARK : number32(mask)];
  return read === null || under === null || more.length > 0 ? null : { value: read, mask: under };
}

/** A byte, by number or by a name of the TOS field. */
export function tosOf(text: string | undefined): number | null {
  const named = DSFIELDS[(text ?? '').toLowerCase()];
  const value = named ?? number32(text);
  return value !== null && value <= 0xff ? value : null;
}

/** A well-known protocol's number, or the name that was printed. */
export function ipProtocolOf(text: string | undefined): number | string | null {
  if (text === undefined) return null;
  return numberOfProtocol(text) ?? number32(text.replace(/^ipproto-/, '')) ?? text;
}

/** `1000-2000`, or one number as a range of one. */
export function rangeOf(text: string | undefined): NumberRange | null {
  const [from, to = from, ...more] = (text ?? '').split('-');
  const [first, last] = [number32(from), number32(to)];
  return first === null || last === null || more.length > 0 ? null : { from: first, to: last };
}
