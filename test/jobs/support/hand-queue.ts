import type { Job, JobQueue } from '../../../src/jobs/queue/job-queue.ts';

export interface Waiting extends Job {
  readonly afterSeconds: number;
}

/** A queue that hands out a job when a test says so. A job that was handed out and never came back still waits. */
export interface HandQueue extends JobQueue {
  waiting(): readonly Waiting[];
  /** Hands out the oldest job of a kind, and resolves when its handler has returned. */
  turn(kind: Job['kind']): Promise<void>;
}

export function createHandQueue(): HandQueue {
  const jobs: Waiting[] = [];
  let handler: (job: Job) => Promise<'done' | 'again'> = () => Promise.resolve('again');
  const handling = new Set<Promise<unknown>>();
  return {
    async send(_tx, job, afterSeconds) {
      jobs.push({ ...job, afterSeconds });
    },
    async start(handle) {
      handler = handle;
    },
    async stop() {
      await Promise.all(handling);
    },
    waiting: () => jobs,
    async turn(kind) {
      const job = jobs.find((one) => one.kind === kind);
      if (job === undefined) throw new Error(`No job of kind ${kind} waits.`);
      const handled = handler(job);
      handling.add(handled);
      const how = await handled;
      handling.delete(handled);
      if (how === 'done') jobs.splice(jobs.indexOf(job), 1);
    },
  };
}
