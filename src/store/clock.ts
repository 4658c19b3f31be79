/** Where time comes from. Tests give one that they turn by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(fn: () => void, ms: number): { cancel(): void };
}

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(fn, ms) {
    const timer = setTimeout(fn, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
