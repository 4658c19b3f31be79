/** What can be made to go wrong with one Web API call. */
export type Fault =
  /** HTTP 429 before anything is done. */
  | { readonly kind: '429'; readonly retryAfter: number }
  /** HTTP 500 before anything is done. */
  | { readonly kind: '500' }
  /** The call is carried out, then the connection is cut before the answer: the caller cannot know. */
  | { readonly kind: 'reset-after-accept' }
  /** `{ok:false, error}` before anything is done, for errors that are hard to provoke. */
  | { readonly kind: 'error'; readonly error: string };

export interface Faults {
  /** Breaks the next `times` calls of a method (1 unless told). */
  inject(method: string, fault: Fault, times?: number): void;
  /** The fault for this call, used up by asking. */
  take(method: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  const queues = new Map<string, Fault[]>();
  return {
    inject(method, fault, times = 1) {
      const queue = queues.get(method) ?? [];
      for (let count = 0; count < times; count += 1) queue.push(fault);
      queues.set(method, queue);
    },
    take: (method) => queues.get(method)?.shift(),
    clear: () => queues.clear(),
  };
}
