import type { Log } from '../log.ts';
import type { Clock } from '../store/clock.ts';
import { abandonJob, claimJob, finishJob, type InboxRow, nextJobDue, postponeJob } from '../store/inbox.ts';
import type { Db } from '../store/schema.ts';
import { type Job, jobSchema } from './job.ts';
import type { Plan } from './plan.ts';
import { createPump, type Pump } from './pump.ts';

export interface WorkerOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly handle: (job: Job, attempt: number) => Promise<Plan>;
  /** Tells the person behind a job that it was given up; writes with the job's end. */
  readonly apologise: (tx: Db, job: Job, reference: string) => Promise<void>;
  /** Called when something was written that others may wait for. */
  readonly onWritten: () => void;
}

const AT_ONCE = 8;
const TRIES = 5;
const BACKOFF_MS = 2_000;

/** Takes jobs out of the inbox: one after another in a thread, several threads at a time, until they are done. */
export function createWorker(options: WorkerOptions): Pump {
  const { db, clock } = options;
  return createPump({
    clock,
    log: options.log,
    atOnce: AT_ONCE,
    claim: () => claimJob(db, clock.now()),
    work: (row) => run(options, row),
    nextDue: () => nextJobDue(db),
  });
}

async function run(options: WorkerOptions, row: InboxRow): Promise<void> {
  const { db, clock, handle, onWritten } = options;
  const read = jobSchema.safeParse(row.job);
  if (!read.success) {
    options.log.error({ inbox: row.id }, 'a stored job cannot be read any more');
    return abandonJob(db, row.id, 'unreadable');
  }
  try {
    const plan = await handle(read.data, row.attempts);
    if (plan.kind === 'later') {
      return await postponeJob(db, row.id, clock.now() + plan.ms, 'waits');
    }
    await db.transaction().execute(async (tx) => {
      await plan.commit(tx);
      await finishJob(tx, row.id);
    });
    onWritten();
  } catch (error) {
    await recover(options, row, read.data, error);
  }
}

async function recover(options: WorkerOptions, row: InboxRow, job: Job, error: unknown): Promise<void> {
  const { db, clock, log, apologise, onWritten } = options;
  const reference = `job ${row.id}`;
  const says = error instanceof Error ? error.name : 'error';
  log.error({ err: error, job: job.kind, reference, attempt: row.attempts }, 'a job failed');
  if (row.attempts < TRIES) return postponeJob(db, row.id, clock.now() + BACKOFF_MS * 2 ** row.attempts, says);
  await db.transaction().execute(async (tx) => {
    await apologise(tx, job, reference);
    await abandonJob(tx, row.id, says);
  });
  onWritten();
}
