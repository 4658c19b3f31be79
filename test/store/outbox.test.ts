import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import {
  claimLetter,
  enqueue,
  freeSendingLetters,
  letterFailed,
  letterLimited,
  letterSent,
  letterUncertain,
  nextLetterDue,
  type OutboxRow,
  pruneOutbox,
  supersede,
} from '../../src/store/outbox.ts';
import { memoryStore } from './memory-store.ts';
import { NOON, newCase } from './new-case.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const db = memoryStore();

async function put(
  queue: string,
  text: string,
  slot: string | null = null,
  caseId: string | null = null,
): Promise<void> {
  await enqueue(db(), { queue, caseId, letter: { text }, slot }, NOON);
}

async function claim(now = NOON, held: readonly string[] = []): Promise<OutboxRow> {
  const row = await claimLetter(db(), held, now);
  if (row === null) throw new Error('No letter was ready.');
  return row;
}

async function states(): Promise<readonly string[]> {
  const rows = await sql<{ state: string }>`select state from outbox order by id`.execute(db());
  return rows.rows.map((row) => row.state);
}

describe('sending in order', () => {
  it('hands out the letters of a channel one after another', async () => {
    await put('C1', 'first');
    await put('C1', 'second');

    const first = await claim();
    expect(first).toMatchObject({
      queue: 'C1',
      letter: { text: 'first' },
      uncertain: false,
      attempts: 1,
      queuedAt: NOON,
    });
    expect(await claimLetter(db(), [], NOON)).toBeNull();

    await letterSent(db(), first.id, '1700.1');
    expect(await claim()).toMatchObject({ letter: { text: 'second' } });
  });

  it('does not let one channel wait for another', async () => {
    await put('C1', 'first');
    await put('C2', 'other');
    await claim();

    expect(await claim()).toMatchObject({ queue: 'C2' });
  });

  it('passes over channels that are held back', async () => {
    await put('C1', 'first');
    await put('C2', 'other');

    expect(await claim(NOON, ['C1'])).toMatchObject({ queue: 'C2' });
    expect(await claimLetter(db(), ['C1', 'C2'], NOON)).toBeNull();
  });

  it('marks every letter with an id of its own', async () => {
    await put('C1', 'first');
    await put('C2', 'other');

    expect((await claim()).opId).not.toBe((await claim()).opId);
  });

  it('goes on after a letter that was given up, and forgets its text', async () => {
    await put('C1', 'first');
    await put('C1', 'second');

    await letterFailed(db(), (await claim()).id, 'channel_not_found');

    expect(await claim()).toMatchObject({ letter: { text: 'second' } });
    const failed = await sql<{
      letter: unknown;
      error: string;
    }>`select letter, error from outbox where state = 'failed'`.execute(db());
    expect(failed.rows).toEqual([{ letter: null, error: 'channel_not_found' }]);
  });
});

describe('trying again', () => {
  it('waits as long as Slack asked, and does not count that try', async () => {
    await put('C1', 'first');
    await put('C1', 'second');

    await letterLimited(db(), (await claim()).id, NOON + 30 * SECOND);

    expect(await claimLetter(db(), [], NOON)).toBeNull();
    expect(await claim(NOON + 30 * SECOND)).toMatchObject({ letter: { text: 'first' }, attempts: 1, uncertain: false });
  });

  it('says that a letter may have arrived after a try with no answer', async () => {
    await put('C1', 'first');
    const first = await claim();

    await letterUncertain(db(), first.id, NOON + SECOND, 'connection reset');

    expect(await claim(NOON + SECOND)).toMatchObject({ opId: first.opId, uncertain: true, attempts: 2 });
  });

  it('says the same of a letter that a dead process was sending', async () => {
    await put('C1', 'first');
    await put('C1', 'second');
    const first = await claim();
    expect(await states()).toEqual(['sending', 'queued']);

    await freeSendingLetters(db());

    expect(await states()).toEqual(['queued', 'queued']);
    expect(await claim()).toMatchObject({ opId: first.opId, uncertain: true });
  });

  it('takes a letter over whose lease has run out, as one that may have arrived', async () => {
    await put('C1', 'first');
    await claim();

    expect(await claimLetter(db(), [], NOON + 2 * MINUTE)).toBeNull();
    expect(await claim(NOON + 2 * MINUTE + 1)).toMatchObject({ letter: { text: 'first' }, uncertain: true });
  });
});

describe('superseding', () => {
  it('drops an untried letter of the same place, and only that', async () => {
    const { id } = await newCase(db());
    const other = await newCase(db());
    await put('C1', 'old card', 'card', id);
    await put('C1', 'checklist', 'checklist', id);
    await put('C1', 'card of another case', 'card', other.id);
    await put('C1', 'plain', null, id);

    await supersede(db(), id, 'card');

    expect(await states()).toEqual(['superseded', 'queued', 'queued', 'queued']);
  });

  it('leaves a letter that was tried, since it may be in the channel already', async () => {
    const { id } = await newCase(db());
    await put('C1', 'old card', 'card', id);
    await letterUncertain(db(), (await claim()).id, NOON, 'timeout');

    await supersede(db(), id, 'card');

    expect(await states()).toEqual(['queued']);
  });

  it('leaves a letter that is being sent', async () => {
    const { id } = await newCase(db());
    await put('C1', 'old card', 'card', id);
    await claim();

    await supersede(db(), id, 'card');

    expect(await states()).toEqual(['sending']);
  });
});

describe('what falls due next', () => {
  it('is nothing in an empty outbox', async () => {
    expect(await nextLetterDue(db())).toBeNull();
  });

  it('is the head of a queue, not what waits behind it', async () => {
    await put('C1', 'first');
    await put('C1', 'second');

    await letterLimited(db(), (await claim()).id, NOON + MINUTE);

    expect(await nextLetterDue(db())).toBe(NOON + MINUTE);
  });

  it('is the end of the lease while a letter is being sent', async () => {
    await put('C1', 'first');
    await claim();

    expect(await nextLetterDue(db())).toBe(NOON + 2 * MINUTE);
  });
});

describe('pruning', () => {
  it('drops letters that arrived more than a day ago, and keeps failed and waiting ones', async () => {
    const day = 24 * 60 * MINUTE;
    await put('C1', 'sent');
    await letterSent(db(), (await claim()).id, '1700.1');
    await put('C1', 'failed');
    await letterFailed(db(), (await claim()).id, 'gone');
    await put('C1', 'waiting');

    await pruneOutbox(db(), NOON + day);
    expect(await states()).toEqual(['sent', 'failed', 'queued']);

    await pruneOutbox(db(), NOON + day + 1);
    expect(await states()).toEqual(['failed', 'queued']);
  });

  it('does not keep the text of a letter that arrived', async () => {
    await put('C1', 'sent');
    await letterSent(db(), (await claim()).id, '1700.1');

    const rows = await sql<{ letter: unknown; ts: string }>`select letter, ts from outbox`.execute(db());

    expect(rows.rows).toEqual([{ letter: null, ts: '1700.1' }]);
  });
});
