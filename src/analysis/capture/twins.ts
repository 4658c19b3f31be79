import type { Observation } from '../../model/finding.ts';
import type { Endpoint } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import { observe } from '../observation.ts';
import type { Sight } from './sight.ts';
import { labelOf, type Vantage } from './vantage.ts';

/** Clocks kept by NTP differ by less; the way between two places takes less. */
const AGREED_MICROSECONDS = 100_000;

/** States whether a connection that two places show has other addresses or ports at the one than at the other. */
export function translation(one: Vantage, here: Sight, other: Vantage, there: Sight): Observation {
  const end = (['client', 'server'] as const).find((side) => !isSame(here[side], there[side])) ?? null;
  return observe('between.translated', end === null ? 'not-seen' : 'seen', {
    observers: [one.name, other.name],
    values: {
      end,
      before: end === null ? null : shown(here[end]),
      one: labelOf(one),
      after: end === null ? null : shown(there[end]),
      other: labelOf(other),
    },
    citations: [here.fact.at, there.fact.at],
  });
}

function isSame(one: Endpoint, other: Endpoint): boolean {
  return sameAddress(one.address, other.address) && one.port === other.port;
}

function shown({ address, port }: Endpoint): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** States how far apart two clocks are, when the places share packets. */
export function alignment(one: Vantage, other: Vantage, offset: number | null): Observation | null {
  const clock = one.summaries[0]?.clock;
  if (clock === 'relative' || clock === 'none' || offset === null) return null;
  const [behind, ahead] = offset >= 0 ? [one, other] : [other, one];
  return observe('between.clock-offset', Math.abs(offset) > AGREED_MICROSECONDS ? 'seen' : 'not-seen', {
    observers: [one.name, other.name],
    values: { one: labelOf(behind), other: labelOf(ahead), seconds: Math.round(Math.abs(offset) / 1000) / 1000 },
    citations: [one.summaries[0]?.at ?? null, other.summaries[0]?.at ?? null],
  });
}
