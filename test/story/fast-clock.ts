import type { Clock } from '../../src/model/clock.ts';

/** The machine's clock, `times` as fast from now on: what takes minutes of an incident takes seconds of a test. */
export function createFastClock(times: number): Clock {
  const began = Date.now();
  return {
    now: () => began + (Date.now() - began) * times,
    setTimeout(fn, ms) {
      const timer = setTimeout(fn, ms / times);
      timer.unref();
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
