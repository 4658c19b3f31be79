import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import {
  abandonJob,
  claimJob,
  finishJob,
  freeClaimedJobs,
  nextJobDue,
  postponeJob,
  pruneInbox,
  receive,
} from '../../src/store/inbox.ts';
import { memoryStore } from './memory-store.ts';
import { NOON } from './new-case.ts';

const MINUTE = 60_000;
const db = memoryStore();

async function arrive(lane: string, name: string, keys: readonly string[] = [name]): Promise<boolean> {
  return receive(db(), { lane, job: { name }, keys }, NOON);
}

async function claimed(now = NOON): Promise<unknown> {
  return (await claimJob(db(), now))?.job ?? null;
}

describe('receiving', () => {
  it('keeps a delivery once, however often it comes', async () => {
    expect(await arrive('C1', 'a', ['envelope-1'])).toBe(true);
    expect(await arrive('C1', 'a', ['envelope-1'])).toBe(false);

    expect(await claimed()).toEqual({ name: 'a' });
    expect(await claimed()).toBeNull();
  });

  it('knows the same message under another event id', async () => {
    await arrive('C1', 'mention', ['event-1', 'T1/C1/1700.1']);

    expect(await arrive('C1', 'message', ['event-2', 'T1/C1/1700.1'])).toBe(false);
    expect(await arrive('C1', 'retry of the second', ['event-2'])).toBe(false);
  });

  it('keeps only one of two deliveries that come at the same moment', async () => {
    const both = await Promise.all([arrive('C1', 'a', ['event-1']), arrive('C1', 'a', ['event-1'])]);

    expect([...both].sort()).toEqual([false, true]);
  });

  it('takes a delivery that names the same key twice', async () => {
    expect(await arrive('C1', 'a', ['event-1', 'event-1'])).toBe(true);
  });

  it('stores no secret, not even until the job is handled', async () => {
    await receive(
      db(),
      { lane: 'C1', job: { text: 'password: hunter2', files: ['LUFRPT1234567890abcdefgh'] }, keys: ['k'] },
      NOON,
    );

    const stored = await sql<{ job: string }>`select job::text as job from inbox`.execute(db());

    expect(stored.rows[0]?.job).toContain('[redacted]');
    expect(stored.rows[0]?.job).not.toMatch(/hunter2|LUFRPT/);
  });

  it('takes text that PostgreSQL itself would refuse', async () => {
    await receive(db(), { lane: 'C1', job: { text: 'a\u0000b\ud83d' }, keys: ['k'] }, NOON);

    expect(await claimed()).toEqual({ text: 'a\ufffdb\ufffd' });
  });
});

describe('claiming', () => {
  it('hands out one job of a lane at a time, in the order of arrival', async () => {
    await arrive('C1', 'first');
    await arrive('C1', 'second');

    const first = await claimJob(db(), NOON);
    expect(first).toMatchObject({ lane: 'C1', job: { name: 'first' }, attempts: 1 });
    expect(await claimed()).toBeNull();

    await finishJob(db(), first?.id ?? 0);
    expect(await claimed()).toEqual({ name: 'second' });
  });

  it('goes on with other lanes meanwhile', async () => {
    await arrive('C1', 'first');
    await arrive('C1', 'second');
    await arrive('C2', 'other');

    expect(await claimed()).toEqual({ name: 'first' });
    expect(await claimed()).toEqual({ name: 'other' });
  });

  it('lets the lane wait for a postponed job', async () => {
    await arrive('C1', 'first');
    await arrive('C1', 'second');
    const first = await claimJob(db(), NOON);

    await postponeJob(db(), first?.id ?? 0, NOON + MINUTE, 'Slack was away');

    expect(await claimed(NOON)).toBeNull();
    expect(await claimJob(db(), NOON + MINUTE)).toMatchObject({ job: { name: 'first' }, attempts: 2 });
  });

  it('goes on after a job that was given up, and forgets what it held', async () => {
    await arrive('C1', 'first');
    await arrive('C1', 'second');
    const first = await claimJob(db(), NOON);

    await abandonJob(db(), first?.id ?? 0, 'tried five times');

    expect(await claimed()).toEqual({ name: 'second' });
    const failed = await sql<{
      job: unknown;
      error: string;
    }>`select job, error from inbox where state = 'failed'`.execute(db());
    expect(failed.rows).toEqual([{ job: null, error: 'tried five times' }]);
  });

  it('takes a job over whose lease has run out', async () => {
    await arrive('C1', 'first');
    await claimJob(db(), NOON);

    expect(await claimed(NOON + 5 * MINUTE)).toBeNull();
    expect(await claimJob(db(), NOON + 5 * MINUTE + 1)).toMatchObject({ job: { name: 'first' }, attempts: 2 });
  });

  it('frees at once what a dead process had claimed', async () => {
    await arrive('C1', 'first');
    await claimJob(db(), NOON);

    await freeClaimedJobs(db());

    expect(await claimJob(db(), NOON)).toMatchObject({ job: { name: 'first' }, attempts: 2 });
  });
});

describe('what falls due next', () => {
  it('is nothing in an empty inbox', async () => {
    expect(await nextJobDue(db())).toBeNull();
  });

  it('is the head of a lane, not what waits behind it', async () => {
    await arrive('C1', 'first');
    await arrive('C1', 'second');
    const first = await claimJob(db(), NOON);

    await postponeJob(db(), first?.id ?? 0, NOON + MINUTE, 'later');

    expect(await nextJobDue(db())).toBe(NOON + MINUTE);
  });

  it('is the end of the lease while all lanes are being worked on', async () => {
    await arrive('C1', 'first');
    await arrive('C1', 'second');
    await claimJob(db(), NOON);

    expect(await nextJobDue(db())).toBe(NOON + 5 * MINUTE);
  });
});

describe('pruning', () => {
  it('drops handled jobs but still knows their keys for a week', async () => {
    const week = 7 * 24 * 60 * MINUTE;
    await arrive('C1', 'a', ['event-1']);
    await finishJob(db(), (await claimJob(db(), NOON))?.id ?? 0);

    await pruneInbox(db(), NOON + week);
    expect(await arrive('C1', 'a', ['event-1'])).toBe(false);

    await pruneInbox(db(), NOON + week + 1);
    expect(await arrive('C1', 'a', ['event-1'])).toBe(true);
  });

  it('leaves waiting jobs alone', async () => {
    await arrive('C1', 'a');

    await pruneInbox(db(), NOON + MINUTE);

    expect(await claimed()).toEqual({ name: 'a' });
  });
});
