import type { Clock } from '../model/clock.ts';

/** How a wait at the gate ended. */
export type Entry = 'in' | 'cancelled' | 'too-long';

/** Lets a few calls through at a time; the others wait in the order in which they came. */
export interface Gate {
  /** Whoever got `in` has to `leave`, once. */
  enter(signal: AbortSignal): Promise<Entry>;
  leave(): void;
}

interface Waiting {
  settle(entry: Entry): void;
}

export function createGate(places: number, longest: number, clock: Clock): Gate {
  let free = places;
  const waiting = new Set<Waiting>();

  function wait(signal: AbortSignal): Promise<Entry> {
    return new Promise((resolve) => {
      const stop = () => one.settle('cancelled');
      const timer = clock.setTimeout(() => one.settle('too-long'), longest);
      const one: Waiting = {
        settle(entry) {
          waiting.delete(one);
          timer.cancel();
          signal.removeEventListener('abort', stop);
          resolve(entry);
        },
      };
      waiting.add(one);
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  return {
    async enter(signal) {
      if (signal.aborted) return 'cancelled';
      if (free === 0) return wait(signal);
      free -= 1;
      return 'in';
    },
    leave() {
      const [next] = waiting;
      if (next === undefined) free += 1;
      else next.settle('in');
    },
  };
}
