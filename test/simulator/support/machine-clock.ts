import type { Clock } from '../../../src/model/clock.ts';

/** The machine's clock: TLS clients hold certificates against it, whatever clock a test turns by hand. */
export const machineClock: Clock = {
  now: () => Date.now(),
  setTimeout(fn, ms) {
    const timer = setTimeout(fn, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};
