import type { Clock } from '../model/clock.ts';

/** One end for a call: the time is up, or somebody gave up. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** True when it was the time. */
  isOver(): boolean;
  /** The call is done: the clock is let go. */
  end(): void;
}

export function startDeadline(clock: Clock, milliseconds: number, others: readonly AbortSignal[]): Deadline {
  const controller = new AbortController();
  const timer = clock.setTimeout(() => controller.abort(), milliseconds);
  return {
    signal: AbortSignal.any([controller.signal, ...others]),
    isOver: () => controller.signal.aborted,
    end: () => timer.cancel(),
  };
}

/** Waits; true when the time has passed, false as soon as the signal is aborted. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const stop = () => {
      timer.cancel();
      resolve(false);
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve(true);
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** What the promise gives, or `otherwise` as soon as the signal is aborted. What was begun has to stop by itself. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal, otherwise: () => T): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => undefined);
    return Promise.resolve(otherwise());
  }
  return new Promise((resolve, reject) => {
    const stop = () => resolve(otherwise());
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
