import type { Db } from '../../store/schema.ts';

/** `run`: take up a run, or go on with it. `undo`: switch off what a capture may have left on a device. */
export const JOB_KINDS = ['run', 'undo'] as const;

export interface Job {
  readonly kind: (typeof JOB_KINDS)[number];
  readonly runId: string;
}

/**
 * A durable queue. A job is handled at least once: it comes again when its handler says `again`, when it throws,
 * and when its process dies. So a handler looks at the run first and does nothing twice.
 */
export interface JobQueue {
  /** Adds a job in the caller's transaction; it is handled no earlier than `afterSeconds` after. */
  send(tx: Db, job: Job, afterSeconds: number): Promise<void>;
  /** Begins to hand out jobs, first those that a process had begun before it died. */
  start(handle: (job: Job) => Promise<'done' | 'again'>): Promise<void>;
  /** Hands out no more; resolves when every handler has returned. */
  stop(): Promise<void>;
}
