import { type Clock as BossClock, type Db as BossDb, fromKysely, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { Db } from '../../store/schema.ts';
import { JOB_KINDS, type Job, type JobQueue } from './job-queue.ts';

const jobSchema = z.object({ kind: z.enum(JOB_KINDS), runId: z.string() });

/** How many runs go on at a time, over all cases; and undoing, which never waits behind a run. */
const WORKERS = { run: 4, undo: 2 } as const satisfies Readonly<Record<Job['kind'], number>>;

/** A look costs one query; a job that is sent by this process wakes a worker at once. */
const POLL_SECONDS = 2;

const QUEUE = {
  /** The longest run is a live sequence against slow devices. */
  expireInSeconds: 2 * 3600,
  /** A process that is gone shows by its silence; another replica takes over. */
  heartbeatSeconds: 60,
  retryLimit: 1000,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: 3600,
} as const;

/**
 * The queue on pg-boss, in the store's own database, so that a job is sent or not sent with the transaction that wants
 * it. For the sole owner of the database: what is still marked as being worked on at the start is handed out again.
 */
export function createBossQueue(db: Db, log: Log, clock?: BossClock): JobQueue {
  const boss = new PgBoss({
    db: onlySession(db),
    backend: 'pglite',
    schedule: false,
    ...(clock === undefined ? {} : { clock }),
  });
  boss.on('error', (error) => log.error({ err: error }, 'the queue has trouble'));
  const workers: Record<Job['kind'], string[]> = { run: [], undo: [] };

  return {
    async send(tx, job, afterSeconds) {
      await boss.send(job.kind, { ...job }, { db: fromKysely(tx), startAfter: afterSeconds });
      for (const worker of workers[job.kind]) boss.notifyWorker(worker);
    },
    async start(handle) {
      await boss.start();
      for (const kind of JOB_KINDS) {
        await boss.createQueue(kind, QUEUE);
        await giveBack(boss, kind);
        for (let count = 0; count < WORKERS[kind]; count += 1) {
          const options = { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS };
          const again = (job: Job): Promise<unknown> => boss.send(job.kind, { ...job });
          workers[kind].push(await boss.work(kind, options, (jobs) => handOut(jobs, handle, again, log)));
        }
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 60_000 }),
  };
}

/** PGlite has one session for as long as it is open, so what every session must have run is run once. */
function onlySession(db: Db): BossDb {
  const { executeSql } = fromKysely(db);
  return {
    executeSql,
    async setSessionStatements(statements) {
      for (const statement of statements) await executeSql(statement);
    },
  };
}

/** Jobs that nobody works on any more, since this process has just begun. */
async function giveBack(boss: PgBoss, kind: Job['kind']): Promise<void> {
  const jobs = await boss.findJobs(kind);
  const left = jobs.filter((job) => job.state === 'active').map((job) => job.id);
  if (left.length === 0) return;
  await boss.cancel(kind, left);
  await boss.resume(kind, left);
}

async function handOut(
  jobs: readonly { readonly data: unknown }[],
  handle: (job: Job) => Promise<'done' | 'again'>,
  again: (job: Job) => Promise<unknown>,
  log: Log,
): Promise<void> {
  for (const { data } of jobs) {
    const job = jobSchema.safeParse(data);
    if (!job.success) log.error('a queued job cannot be read any more');
    else if ((await handle(job.data)) === 'again') await again(job.data);
  }
}
