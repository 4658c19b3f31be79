import type { Clock } from '../../store/clock.ts';

/** Why a run does not go on: somebody cancelled it, the program ends, or it took longer than a capture may. */
export const HALTS = ['cancelled', 'stopping', 'overdue'] as const;
export type Halt = (typeof HALTS)[number];

/** The reason that a run's signal was aborted with; null while it was not. */
export function haltOf(signal: AbortSignal): Halt | null {
  if (!signal.aborted) return null;
  return HALTS.find((halt) => halt === signal.reason) ?? 'stopping';
}

/** Resolves after `ms` milliseconds of the clock, or as soon as the signal is aborted. */
export function waitFor(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted || ms <= 0) return Promise.resolve();
  const timer = clock.setTimeout(done, ms);
  function done(): void {
    timer.cancel();
    signal.removeEventListener('abort', done);
    resolve();
  }
  signal.addEventListener('abort', done, { once: true });
  return promise;
}
