import type { CaptureHalf, CaptureStep, SegmentMarks } from '../../model/facts.ts';
import type { FindingReading } from '../../model/finding.ts';
import type { MessageKind, Rung, Sighting } from '../../model/scene.ts';
import { isLossy, sidednessOf, startsLate } from '../capture/limits.ts';
import { directionMissing } from '../capture/missing.ts';
import { directionIn, halfOf, laterPackets, type Sight } from '../capture/sight.ts';
import type { Look } from '../capture/statement.ts';

export type Rungs = readonly Pick<Rung, 'message' | 'direction'>[];
type Direction = Rung['direction'];

/** How often a message passed, and its first and last packet in microseconds of the vantage's clock. */
interface Passed {
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** One message as each look shows it: how often, when, or that it did not pass there although it would have been seen. */
export function rungsOf(looks: readonly Look[], message: MessageKind, direction: Direction): readonly Sighting[] {
  return looks.map((look, vantage) => {
    const { fact } = look.sight;
    const { count, first, last } = passedAt(look.sight, message, direction);
    const since = (time: number | null): number | null =>
      time === null || fact.clock === 'none' ? null : Math.max(0, time - fact.first);
    const reading = count > 0 ? 'seen' : absence(look, message, direction);
    return { vantage, reading, count, first: since(first), last: since(last) };
  });
}

function passedAt(sight: Sight, message: MessageKind, direction: Direction): Passed {
  const half = halfOf(sight, direction);
  const { tcp } = half;
  if (message === 'packets') return { count: half.packets, first: half.first, last: half.last };
  if (tcp === null) return NONE;
  switch (message) {
    case 'SYN':
      return ofMarks(tcp.syn);
    case 'SYN-ACK':
      return ofMarks(tcp.synAck);
    case 'FIN':
      return ofMarks(tcp.fin);
    case 'RST':
      return ofMarks(tcp.rst);
    case 'data':
      return { ...NONE, count: tcp.dataSegments, ...firstStep(sight, direction, ({ length }) => length > 0) };
    case 'ACK': {
      const step = firstStep(sight, direction, ({ flags, length }) => flags === 'A' && length === 0);
      return step.first === null ? NONE : { count: 1, ...step };
    }
  }
}

const NONE: Passed = { count: 0, first: null, last: null };

/** Segments that were captured twice on their way are not counted again. */
function ofMarks({ packets, first, last }: SegmentMarks): Passed {
  return { count: packets, first, last };
}

function firstStep(
  sight: Sight,
  direction: Direction,
  is: (step: CaptureStep) => boolean,
): { readonly first: number | null; readonly last: number | null } {
  const step = sight.fact.ladder.find((one) => directionIn(sight, one.direction) === direction && is(one));
  const at = step === undefined ? null : sight.fact.first + step.offset;
  return { first: at, last: at };
}

/** Limits of a capture keep what is missing from it from being read as absent. */
function absence(look: Look, message: MessageKind, direction: Direction): FindingReading {
  const { vantage, sight } = look;
  const half: CaptureHalf = halfOf(sight, direction);
  if (half.packets === 0) return directionMissing(look, direction)?.reading === 'seen' ? 'not-seen' : 'could-not-tell';
  const isLimited = isLossy(vantage) || startsLate(sight) || sidednessOf(vantage) === 'one';
  const isPassedOver = message === 'ACK' && half.tcp !== null && laterPackets(half, half.tcp) > 0;
  return isLimited || isPassedOver ? 'could-not-tell' : 'not-seen';
}
