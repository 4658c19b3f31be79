import type { CaptureHalf, CaptureTcp } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { present } from '../observation.ts';
import { halfOf, opposite, senderOf } from './sight.ts';
import { type Look, state, stateOf } from './statement.ts';

/** A router that is captured on both sides shows a packet twice, a hop apart; a loop shows it again and again. */
const LOOP_COPIES = 4;
const LOOP_HOPS = 3;
/** A text that shows no TTL: mirrors and a host's stacked interfaces show a packet some times at one moment, not so often. */
const LOOP_COPIES_NO_TTL = 12;
/** Below this a packet fits every usual way (RFC 8200: 1280 bytes must; IPv4 ways are rarely narrower). */
export const LARGE_PAYLOAD = 1000;

/** States what passes a place more than once, and what never gets through because it is large. */
export function repeats(look: Look): readonly Observation[] {
  return present([
    loop(look),
    duplicates(look),
    ...(['c2s', 's2c'] as const).map((direction) => vanishing(look, direction)),
  ]);
}

/**
 * A packet in a circle passes a place once a round, its TTL lower each time by the routers of the circle (RFC 1812,
 * section 5.3.1), until it is used up. `tcpdump` without `-v` shows no TTL; no sender sends one segment a dozen times
 * within a moment either (RFC 6298: the timer of a retransmission doubles).
 */
function loop(look: Look): Observation | null {
  const both = (['c2s', 's2c'] as const).map((direction) => ({ direction, half: halfOf(look.sight, direction) }));
  const circle = both.find(({ half }) => isLoop(half)) ?? null;
  const shown = both.filter(({ half }) => half.ttls.values.length > 0);
  if (shown.length === 0 && circle === null) return null;
  const again = shown.filter(({ half }) => half.duplicates.lowerTtl > 0);
  const lowest = Math.min(...again.map(({ half }) => half.duplicates.ttlRange?.[0] ?? 255));
  const reading = circle !== null ? 'seen' : again.length > 0 ? 'could-not-tell' : 'not-seen';
  return state(look, 'capture.loop', reading, {
    lowest: again.length === 0 ? null : lowest,
    copies: circle?.half.duplicates.mostCopies ?? null,
    sender: circle === null ? null : senderOf(circle.direction),
  });
}

function isLoop({ ttls, duplicates: { mostCopies, ttlRange } }: CaptureHalf): boolean {
  if (ttls.values.length === 0) return mostCopies >= LOOP_COPIES_NO_TTL;
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
