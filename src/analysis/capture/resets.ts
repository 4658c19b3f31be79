import type { CaptureReset } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { present } from '../observation.ts';
import { ttlsOfEnd } from './place.ts';
import { halfOf, senderOf } from './sight.ts';
import { type Look, stateOf } from './statement.ts';

/** Equal-cost ways differ by a hop or two; more is another sender, or another first value of another system. */
const ANOTHER_SENDER = 3;

/** States who resets the connection, and whether the reset comes from as far away as its sender's other packets. */
export function resets(look: Look): readonly Observation[] {
  if (look.sight.fact.protocol !== 'tcp') return [];
  return present((['s2c', 'c2s'] as const).flatMap((direction) => [reset(look, direction), forged(look, direction)]));
}

function reset(look: Look, direction: Direction): Observation | null {
  const half = halfOf(look.sight, direction);
  const code = direction === 's2c' ? 'capture.reset-by-server' : 'capture.reset-by-client';
  if (half.tcp === null || half.packets === 0) return null;
  const [first] = half.tcp.resets;
  if (half.tcp.rst.packets === 0) {
    return direction === 's2c' ? stateOf(look, code, direction, 'not-seen', { ttl: null }) : null;
  }
  return stateOf(look, code, direction, 'seen', {
    ttl: first?.ttl ?? null,
    early: half.tcp.synAck.packets === 0 && half.payloadBytes === 0,
    fits: first?.fits ?? null,
    by: whoSent(look, direction, first),
  });
}

/** On the host itself its reset is its own; else the TTL tells, or nothing does. */
function whoSent(look: Look, direction: Direction, reset: CaptureReset | undefined): string | null {
  if (look.place === senderOf(direction)) return 'itself';
  const reading = forgery(look, direction, reset)?.reading;
  if (reading === 'seen') return 'a device between';
  return reading === 'not-seen' ? 'itself' : null;
}

interface Forgery {
  readonly reading: FindingReading;
  readonly usual: readonly number[];
}

function forgery(look: Look, direction: Direction, reset: CaptureReset | undefined): Forgery | null {
  if (reset === undefined) return null;
  const usual = ttlsOfEnd(look.vantage, [look.sight[senderOf(direction)]]);
  const { ttl } = reset;
  if (ttl === null || usual.length === 0) return { reading: 'could-not-tell', usual };
  const distance = Math.min(...usual.map((other) => Math.abs(other - ttl)));
  return { reading: distance === 0 ? 'not-seen' : distance >= ANOTHER_SENDER ? 'seen' : 'could-not-tell', usual };
}

function forged(look: Look, direction: Direction): Observation | null {
  const resetsSeen = halfOf(look.sight, direction).tcp?.resets ?? [];
  const judged = present(resetsSeen.map((one) => [one, forgery(look, direction, one)] as const).map(pairOrNull));
  const [telling] = [...judged].sort((one, other) => rank(one[1]) - rank(other[1]));
  if (telling === undefined) return null;
  const [one, { reading, usual }] = telling;
  return stateOf(look, 'capture.reset-forged', direction, reading, {
    end: senderOf(direction),
    ttl: one.ttl,
    usual: usual.length === 0 ? null : [...usual].sort((a, b) => a - b).join(', '),
  });
}

function pairOrNull([one, judgement]: readonly [CaptureReset, Forgery | null]):
  | readonly [CaptureReset, Forgery]
  | null {
  return judgement === null ? null : [one, judgement];
}

function rank({ reading }: Forgery): number {
  return ['seen', 'not-seen', 'could-not-tell'].indexOf(reading);
}
