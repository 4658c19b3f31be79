import type { CaptureHalf, CaptureTcp } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { present } from '../observation.ts';
import { halfOf, opposite } from './sight.ts';
import { type Look, state, stateOf } from './statement.ts';

/** A router that is captured on both sides shows a packet twice, a hop apart; a loop shows it again and again. */
const LOOP_COPIES = 4;
const LOOP_HOPS = 3;
/** Below this a packet fits every usual way (RFC 8200: 1280 bytes must; IPv4 ways are rarely narrower). */
const LARGE_PAYLOAD = 1000;

/** States what passes a place more than once, and what never gets through because it is large. */
export function repeats(look: Look): readonly Observation[] {
  return present([
    loop(look),
    duplicates(look),
    ...(['c2s', 's2c'] as const).map((direction) => vanishing(look, direction)),
  ]);
}

function loop(look: Look): Observation | null {
  const both = [look.sight.requests, look.sight.replies];
  const shown = both.filter(({ ttls }) => ttls.values.length > 0);
  if (shown.length === 0) return null;
  const again = shown.filter((half) => half.duplicates.lowerTtl > 0);
  const lowest = Math.min(...again.map(({ duplicates: { ttlRange } }) => ttlRange?.[0] ?? 255));
  const reading = again.some(isLoop) ? 'seen' : again.length > 0 ? 'could-not-tell' : 'not-seen';
  return state(look, 'capture.loop', reading, { lowest: again.length === 0 ? null : lowest });
}

function isLoop({ duplicates: { mostCopies, ttlRange } }: CaptureHalf): boolean {
  return mostCopies >= LOOP_COPIES && ttlRange !== null && ttlRange[1] - ttlRange[0] >= LOOP_HOPS;
}

function duplicates(look: Look): Observation | null {
  const count = look.sight.requests.duplicates.sameTtl + look.sight.replies.duplicates.sameTtl;
  return count === 0 ? null : state(look, 'capture.duplicates', 'seen', { count });
}

/** Large segments are sent again and never acknowledged, although the other end is heard and got smaller ones. */
function vanishing(look: Look, direction: Direction): Observation | null {
  const [half, other] = [halfOf(look.sight, direction), halfOf(look.sight, opposite(direction))];
  const { tcp } = half;
  if (tcp === null || other.tcp === null || other.packets === 0 || tcp.dataSegments === 0) return null;
  const { unacknowledged, largestAcknowledged } = tcp;
  const vanish = vanishes(look, direction);
  const reading = (): FindingReading => {
    if (vanish) return tcp.retransmissions > 1 ? 'seen' : 'could-not-tell';
    return largestAcknowledged >= LARGE_PAYLOAD ? 'not-seen' : 'could-not-tell';
  };
  return stateOf(look, 'capture.large-packets-vanish', direction, reading(), {
    size: vanish ? unacknowledged.largest : largestAcknowledged || null,
    passes: largestAcknowledged || null,
    mss: agreedSize(tcp, other.tcp),
    // One direction may be narrow and the other not: the good one is no comfort for the bad one.
    other: vanishes(look, opposite(direction)),
  });
}

/** True when large segments of a direction are sent again without an acknowledgement, and smaller ones are acknowledged. */
export function vanishes(look: Look, direction: Direction): boolean {
  const { tcp } = halfOf(look.sight, direction);
  if (tcp === null) return false;
  const { unacknowledged, largestAcknowledged, largestRetransmitted } = tcp;
  return (
    unacknowledged.segments > 0 &&
    largestRetransmitted >= LARGE_PAYLOAD &&
    largestRetransmitted > largestAcknowledged &&
    unacknowledged.largest >= largestRetransmitted
  );
}

/** The smaller of the two segment sizes that the ends offered: neither sends larger ones. Null when one is not shown. */
function agreedSize(one: CaptureTcp, other: CaptureTcp): number | null {
  return one.mss === null || other.mss === null ? null : Math.min(one.mss, other.mss);
}
