import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../src/warroom/clock.ts';

/** A clock that stands still until it is turned. */
export interface HandClock extends Clock {
  /** Moves time on, ringing every timer that falls due in its order, with a turn of the event loop after each. */
  advance(ms: number): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly fn: () => void;
}

export function createHandClock(start = Date.UTC(2026, 10, 2, 9, 0, 0)): HandClock {
  let now = start;
  let timers: readonly Timer[] = [];
  return {
    now: () => now,
    setTimeout(fn, ms) {
      const timer = { at: now + ms, fn };
      timers = [...timers, timer];
      return {
        cancel: () => {
          timers = timers.filter((known) => known !== timer);
        },
      };
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((known) => known !== due);
        now = Math.max(now, due.at);
        due.fn();
        await setImmediate();
      }
      now = end;
      await setImmediate();
    },
  };
}
