import type { Clock } from '../../../src/model/clock.ts';

/** A clock on which no time passes: whoever waits is woken in the next turn, and how long it meant to is kept. */
export interface InstantClock extends Clock {
  readonly waits: readonly number[];
}

/** With `together`, nobody is woken before that many wait at once. */
export function createInstantClock(together = 1): InstantClock {
  const waits: number[] = [];
  let held: (() => void)[] = [];
  return {
    waits,
    now: () => Date.UTC(2026, 10, 2),
    setTimeout(fn, ms) {
      waits.push(ms);
      held.push(fn);
      const woken = held.length < together ? [] : held;
      if (woken.length > 0) held = [];
      setImmediate(() => {
        for (const wake of woken) wake();
      });
      return {
        cancel: () => {
          held = held.filter((one) => one !== fn);
        },
      };
    },
  };
}
