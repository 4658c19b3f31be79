import type { Lab } from '../../../src/warroom/lab.ts';

/** A lab whose changes take until the test lets them be done, and which can change by itself. */
export interface HandLab extends Lab {
  /** Ends the change that is being played: well, or with what it failed of. */
  finish(error?: Error): void;
  drift(says: string): void;
  readonly played: readonly string[];
}

export function createHandLab(): HandLab {
  let says = 'All is well.';
  let end: (error?: Error) => void = () => undefined;
  const listeners = new Set<() => void>();
  const played: string[] = [];
  return {
    title: 'Lab',
    played,
    breakages: [
      { id: 'add-isp', title: 'Add an ISP', says: 'A second way out, which the firewalls do not expect.' },
      { id: 'fix-it', title: 'Fix it', says: 'Everything as it was.' },
    ],
    says: () => says,
    devices: () => [{ name: 'fw-a', says: `active, ${played.length} changes` }],
    play(id) {
      played.push(id);
      return new Promise((done, failed) => {
        end = (error) => {
          if (error !== undefined) return failed(error);
          says = `Now with ${id}.`;
          done(`${id} is done.`);
        };
      });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    finish: (error) => end(error),
    drift(now) {
      says = now;
      for (const listener of listeners) listener();
    },
  };
}
