import type { Clock } from '../../../src/model/clock.ts';
import type { TurnedClock } from '../../store/turned-clock.ts';

/** The clock of runs: when one waits for long, time leaps to the end of its wait, unless a test holds it there. */
export interface LeapingClock extends Clock {
  /** From now on a long wait lasts until `release`. */
  hold(): void;
  /** Ends the wait that is held, and holds no more. */
  release(): void;
  /** Holds no more; the wait that is held ends by its cancelling only. */
  letGo(): void;
  /** Resolves when a wait is held. */
  held(): Promise<void>;
}

/** What is shorter is no pause of a run, and passes with the clock below. */
const LONG_MS = 1_000;

export function createLeapingClock(below: TurnedClock): LeapingClock {
  const waits = new Set<{ readonly ms: number; readonly fn: () => void }>();
  let holding = false;
  let wanted = Promise.withResolvers<void>();

  function leap(): void {
    for (const wait of [...waits]) {
      if (!waits.delete(wait)) continue;
      below.turn(wait.ms);
      wait.fn();
    }
  }

  function letGo(): void {
    holding = false;
    wanted = Promise.withResolvers();
  }

  return {
    now: () => below.now(),
    setTimeout(fn, ms) {
      if (ms <= LONG_MS) return below.setTimeout(fn, ms);
      const wait = { ms, fn };
      waits.add(wait);
      if (holding) wanted.resolve();
      else setImmediate(() => (holding && waits.has(wait) ? wanted.resolve() : leap()));
      return { cancel: () => void waits.delete(wait) };
    },
    hold() {
      holding = true;
      wanted = Promise.withResolvers();
    },
    release() {
      letGo();
      leap();
    },
    letGo,
    held: () => wanted.promise,
  };
}
