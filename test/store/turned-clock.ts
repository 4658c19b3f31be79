import type { Clock } from '../../src/store/clock.ts';

/** A clock that stands still until it is turned; turning it runs what falls due, in order. */
export interface TurnedClock extends Clock {
  turn(ms: number): void;
}

export function createTurnedClock(start: number): TurnedClock {
  let now = start;
  const waiting = new Set<{ readonly at: number; readonly fn: () => void }>();
  return {
    now: () => now,
    setTimeout(fn, ms) {
      const timer = { at: now + ms, fn };
      waiting.add(timer);
      return { cancel: () => void waiting.delete(timer) };
    },
    turn(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = [...waiting].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        waiting.delete(next);
        now = next.at;
        next.fn();
      }
      now = until;
    },
  };
}
