import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestClock } from 'pg-boss';
import { afterEach, describe, expect, it } from 'vitest';
import { createBossQueue } from '../../../src/jobs/queue/boss-queue.ts';
import type { Job, JobQueue } from '../../../src/jobs/queue/job-queue.ts';
import { createLog } from '../../../src/log.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import { openEmptyStore } from '../../support/empty-store.ts';

const log = createLog('silent');
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(folder: string | null = null): Promise<Store> {
  if (folder === null) return openEmptyStore();
  const opened = await openStore({ folder });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Starts a queue whose jobs wait in a list until the test takes them. */
async function startIn(store: Store, how: 'done' | 'again' | 'hangs' = 'done', queue = createBossQueue(store.db, log)) {
  const came: Job[] = [];
  let next = Promise.withResolvers<Job>();
  const never = Promise.withResolvers<'done'>();
  await queue.start(async (job) => {
    came.push(job);
    next.resolve(job);
    next = Promise.withResolvers();
    return how === 'hangs' ? never.promise : how;
  });
  return { queue, came, next: () => next.promise, let_go: () => never.resolve('done') };
}

function send(store: Store, queue: JobQueue, job: Job, afterSeconds = 0): Promise<void> {
  return store.db.transaction().execute((tx) => queue.send(tx, job, afterSeconds));
}

const RUN = { kind: 'run', runId: 'run-1' } as const satisfies Job;
const UNDO = { kind: 'undo', runId: 'run-1' } as const satisfies Job;

describe('the queue on pg-boss', () => {
  it('hands a job out once its transaction is done, and never when that is rolled back', async () => {
    const store = await open();
    closing.push(() => store.close());
    const { queue, came, next } = await startIn(store);
    closing.push(() => queue.stop());
    const rolledBack = store.db.transaction().execute(async (tx) => {
      await queue.send(tx, { kind: 'run', runId: 'run-9' }, 0);
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');

    const coming = next();
    await send(store, queue, RUN);

    expect(await coming).toEqual(RUN);
    expect(came).toEqual([RUN]);
  });

  it('keeps jobs over a restart, and hands out again what was being worked on when the process died', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'queue-'));
    closing.push(() => rmSync(folder, { recursive: true, force: true }));
    const before = await open(folder);
    const hung = await startIn(before, 'hangs');
    const taken = hung.next();
    await send(before, hung.queue, RUN);
    await taken;
    await send(before, hung.queue, UNDO, 3600);

    const after = await startIn(before);
    closing.push(() => before.close());
    closing.push(() => after.queue.stop());
    const again = after.came[0] ?? (await after.next());

    expect(again).toEqual(RUN);
    hung.let_go();
    await hung.queue.stop();
  });

  it('hands out a job again at the next start when its handler says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'queue-'));
    closing.push(() => rmSync(folder, { recursive: true, force: true }));
    const first = await open(folder);
    const stopping = await startIn(first, 'again');
    const taken = stopping.next();
    await send(first, stopping.queue, RUN);
    await taken;
    await stopping.queue.stop();
    await first.close();

    const second = await open(folder);
    closing.push(() => second.close());
    const started = await startIn(second);
    closing.push(() => started.queue.stop());

    expect(started.came[0] ?? (await started.next())).toEqual(RUN);
  });

  it('holds a job back until its time has come', async () => {
    const store = await open();
    closing.push(() => store.close());
    const clock = new TestClock(Date.UTC(2026, 4, 4, 12));
    const { queue, came, next } = await startIn(store, 'done', createBossQueue(store.db, log, clock));
    closing.push(() => queue.stop());
    await send(store, queue, UNDO, 80);
    const coming = next();

    await clock.tick(70_000);
    expect(came).toEqual([]);
    await clock.tick(20_000);

    expect(await coming).toEqual(UNDO);
  });
});
