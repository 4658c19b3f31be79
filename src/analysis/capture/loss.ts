import type { CaptureTcp } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { present } from '../observation.ts';
import { isLossy } from './limits.ts';
import { vanishes } from './repeats.ts';
import { directionIn, halfOf, opposite } from './sight.ts';
import { type Look, stateOf } from './statement.ts';

/** TCP's throughput suffers from loss above about one in a hundred; single repeats happen everywhere. */
const TELLING_SHARE = 0.01;
const TELLING_REPEATS = 3;
/** Fewer segments without a repeat say nothing of a loss of some percent. */
const ENOUGH_SEGMENTS = 100;

/** States for each direction whether segments are lost here and there, and get through when they are sent again. */
export function losses(look: Look): readonly Observation[] {
  return present((['c2s', 's2c'] as const).map((direction) => lossOf(look, direction)));
}

function lossOf(look: Look, direction: Direction): Observation | null {
  const { tcp } = halfOf(look.sight, direction);
  const other = halfOf(look.sight, opposite(direction)).tcp;
  if (tcp === null || other === null || tcp.dataSegments === 0) return null;
  const repeated = repeatedData(tcp);
  const share = repeated / tcp.dataSegments;
  const reading = (): FindingReading => {
    if (repeated === 0) {
      const enough = tcp.dataSegments >= ENOUGH_SEGMENTS && tcp.gaps.count === 0 && !isLossy(look.vantage);
      return enough ? 'not-seen' : 'could-not-tell';
    }
    const telling = repeated >= TELLING_REPEATS && share >= TELLING_SHARE;
    const passing = recovers(tcp, other) && !endsUnanswered(look, direction) && !vanishes(look, direction);
    return telling && passing && look.joinedLater !== true ? 'seen' : 'could-not-tell';
  };
  return stateOf(look, 'capture.segments-lost', direction, reading(), {
    segments: tcp.dataSegments,
    repeated,
    percent: Math.round(share * 1000) / 10,
  });
}

/** Repeats of the opening and closing segments are told elsewhere. */
function repeatedData({ retransmissions, syn, synAck, fin }: CaptureTcp): number {
  return Math.max(0, retransmissions - syn.repeated - synAck.repeated - fin.repeated);
}

/** The repeats are all of what nobody answers any more: the connection is dead, and nothing gets through the second time. */
function endsUnanswered({ sight }: Look, direction: Direction): boolean {
  const { ladder, c2s, s2c } = sight.fact;
  if (ladder.length < c2s.packets + s2c.packets) return false;
  const own = directionIn(sight, direction);
  const heard = ladder.findLastIndex((step) => step.direction !== own);
  const repeats = ladder.flatMap((step, index) => (step.note === 'retransmission' ? [index] : []));
  return repeats.length > 0 && repeats.every((index) => index > heard);
}

/** Most of what is sent is acknowledged, and segments as large as the repeated ones are. */
function recovers(tcp: CaptureTcp, other: CaptureTcp): boolean {
  const through = tcp.sentThrough ?? 0;
  return (
    (other.highestAck ?? 0) * 2 > through &&
    tcp.unacknowledged.segments * 2 < tcp.dataSegments &&
    tcp.largestAcknowledged >= tcp.largestRetransmitted
  );
}
