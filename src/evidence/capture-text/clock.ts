import type { CaptureClock } from '../../model/facts.ts';
import type { Stamp } from './stamp.ts';

/** Times of packets in whole microseconds, and how they are meant. */
export interface Times {
  readonly clock: CaptureClock;
  readonly times: readonly number[];
}

/** What the command says of times: elapsed since the packet before, since the first one, or nothing. */
export type TimeOption = 'delta' | 'since-first' | null;

const DAY = 86_400_000_000;
/** As many different deltas stand in rising order by chance only once in forty thousand times. */
const ENOUGH_TO_TELL = 8;

/**
 * Turns the stamps of an output into times. A date without a zone tells the time of day only. Elapsed times of an
 * unknown sort (tcpdump's `-ttt` and `-ttttt` look alike) are none unless the numbers themselves tell.
 */
export function timesOf(stamps: readonly (Stamp | null)[], option: TimeOption): Times {
  const shown = stamps.flatMap((stamp) => (stamp === null ? [] : [stamp]));
  const [first] = shown;
  if (first === undefined || shown.length < stamps.length) return none(stamps.length);
  switch (first.form) {
    case 'epoch':
      return { clock: 'absolute', times: shown.map(({ micros }) => micros) };
    case 'date':
      return {
        clock: 'time-of-day',
        times: shown.map(({ day, micros }) => micros + ((day ?? 0) - (first.day ?? 0)) * DAY),
      };
    case 'elapsed':
      return elapsed(shown, option ?? (falls(shown) ? 'delta' : 'since-first'));
    default:
      if (option !== null) return elapsed(shown, option);
      return first.micros === 0 ? unnamed(shown) : { clock: 'time-of-day', times: overMidnight(shown) };
  }
}

function none(count: number): Times {
  return { clock: 'none', times: Array.from({ length: count }, () => 0) };
}

/** Stamps that begin at 00:00:00.000000: elapsed times, of which the numbers may tell the sort. */
function unnamed(stamps: readonly Stamp[]): Times {
  if (falls(stamps)) return elapsed(stamps, 'delta');
  return stamps.length >= ENOUGH_TO_TELL ? elapsed(stamps, 'since-first') : none(stamps.length);
}

function elapsed(stamps: readonly Stamp[], option: 'delta' | 'since-first'): Times {
  if (option === 'since-first') return { clock: 'relative', times: stamps.map(({ micros }) => micros) };
  let time = 0;
  return { clock: 'relative', times: stamps.map(({ micros }) => (time += micros)) };
}

function falls(stamps: readonly Stamp[]): boolean {
  return stamps.some(({ micros }, index) => micros < (stamps[index - 1]?.micros ?? 0));
}

/** A clock that jumps back by more than half a day has passed midnight. */
function overMidnight(stamps: readonly Stamp[]): readonly number[] {
  let days = 0;
  let before = 0;
  return stamps.map(({ micros }) => {
    if (micros < before - DAY / 2) days += 1;
    before = micros;
    return micros + days * DAY;
  });
}
