import type { Job, JobQueue } from '../../../src/jobs/queue/job-queue.ts';
import type { Clock } from '../../../src/model/clock.ts';

/** A queue that hands out a job at once, or when its time has come. What was not done with is lost: desks look themselves. */
export interface PromptQueue extends JobQueue {
  /** Resolves when no job is being handled and none may be handed out yet. */
  idle(): Promise<void>;
  /** Hands out nothing any more, and does not wait for what is being done. */
  die(): void;
}

export function createPromptQueue(clock: Clock): PromptQueue {
  const handling = new Set<Promise<unknown>>();
  const timers = new Set<{ cancel(): void }>();
  let handler: ((job: Job) => Promise<'done' | 'again'>) | null = null;

  /** The transaction that sends a job is the store's only one, so that its handler reads what it has written. */
  function handOut(job: Job): void {
    const handled: Promise<unknown> = new Promise((resolve) => setImmediate(resolve))
      .then(() => handler?.(job))
      .finally(() => handling.delete(handled));
    handling.add(handled);
  }

  async function idle(): Promise<void> {
    while (handling.size > 0) await Promise.allSettled(handling);
  }

  function die(): void {
    for (const timer of timers) timer.cancel();
    handler = null;
  }

  return {
    idle,
    die,
    async send(_tx, job, afterSeconds) {
      if (afterSeconds === 0) return handOut(job);
      const timer = clock.setTimeout(() => {
        timers.delete(timer);
        handOut(job);
      }, afterSeconds * 1000);
      timers.add(timer);
    },
    async start(handle) {
      handler = handle;
    },
    async stop() {
      await idle();
      die();
    },
  };
}
