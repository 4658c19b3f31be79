import type { Clock } from '../../../src/model/clock.ts';

export const machineClock: Clock = {
  now: () => Date.now(),
  setTimeout(fn, ms) {
    const timer = setTimeout(fn, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** A clock whose timers fire only when it is turned. */
export function handClock(): Clock & { advance(ms: number): void } {
  let now = Date.UTC(2026, 2, 1, 9, 30);
  const timers = new Set<{ readonly at: number; fn(): void }>();
  return {
    now: () => now,
    setTimeout(fn, ms) {
      const timer = { at: now + ms, fn };
      timers.add(timer);
      return { cancel: () => timers.delete(timer) };
    },
    advance(ms) {
      now += ms;
      for (const timer of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.fn();
      }
    },
  };
}
