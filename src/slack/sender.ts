import type { Log } from '../log.ts';
import { problemMessage } from '../report/slack/notes.ts';
import { setCard, setStatus } from '../store/cases.ts';
import type { Clock } from '../store/clock.ts';
import {
  claimLetter,
  letterFailed,
  letterLimited,
  letterSent,
  letterUncertain,
  nextLetterDue,
  type OutboxRow,
} from '../store/outbox.ts';
import { setPost } from '../store/posts.ts';
import type { Db } from '../store/schema.ts';
import { addEvent } from '../store/timeline.ts';
import { todoFor } from './api-failure.ts';
import { type Delivered, deliver } from './deliver.ts';
import type { Rasterise } from './deliver-picture.ts';
import { CARD, type Letter, letterSchema, tell } from './letter.ts';
import { insteadOfPicture } from './picture-refused.ts';
import { createPump, type Pump } from './pump.ts';
import type { Respond } from './response.ts';
import type { Upload } from './upload.ts';
import type { SlackApi } from './web-api.ts';

export interface SenderOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly api: SlackApi;
  readonly respond: Respond;
  readonly upload: Upload;
  readonly rasterise: Rasterise;
  /** Called when a letter has arrived: a job may wait for the thread that it began. */
  readonly onSent: () => void;
}

const AT_ONCE = 4;
/** Slack's limit for posts in one channel (docs.slack.dev/apis/web-api/rate-limits): one a second. */
const APART_MS = 1_000;
const TRIES = 8;
const LONGEST_WAIT_MS = 60_000;

/** Sends what the outbox holds: in order in a channel and at least a second apart, several channels at a time. */
export function createSender(options: SenderOptions): Pump {
  const { db, clock } = options;
  const freeAt = new Map<string, number>();

  function held(): readonly string[] {
    const now = clock.now();
    for (const [queue, at] of freeAt) if (at <= now) freeAt.delete(queue);
    return [...freeAt.keys()];
  }

  return createPump<OutboxRow>({
    clock,
    log: options.log,
    atOnce: AT_ONCE,
    claim: () => claimLetter(db, held(), clock.now()),
    async work(row) {
      const read = letterSchema.safeParse(row.letter);
      if (!read.success) {
        // A letter of another version: its text may hold what people said, so only where it stands is logged.
        options.log.error({ outbox: row.id, caseId: row.caseId, slot: row.slot }, 'a letter could not be read');
        return letterFailed(db, row.id, 'unreadable');
      }
      const delivered = await deliver(options, row, read.data);
      if (read.data.kind !== 'response') freeAt.set(row.queue, clock.now() + APART_MS);
      await record(options, row, read.data, delivered);
    },
    async nextDue() {
      const due = await nextLetterDue(db);
      const now = clock.now();
      if (due === null || due > now || freeAt.size === 0) return due;
      return Math.min(...freeAt.values());
    },
  });
}

async function record(options: SenderOptions, row: OutboxRow, letter: Letter, delivered: Delivered): Promise<void> {
  const { db, clock, log, onSent } = options;
  const now = clock.now();
  switch (delivered.kind) {
    case 'sent':
      await arrived(db, row, letter, delivered.ts);
      return onSent();
    case 'limited':
      return letterLimited(db, row.id, now + delivered.retryAfterMs);
    case 'unknown':
      log.warn(
        { outbox: row.id, error: delivered.error, attempt: row.attempts },
        'nobody knows whether a letter arrived',
      );
      if (row.attempts >= TRIES) return giveUp(options, row, letter, delivered.error);
      return letterUncertain(db, row.id, now + Math.min(1000 * 2 ** row.attempts, LONGEST_WAIT_MS), delivered.error);
    case 'refused':
      return giveUp(options, row, letter, delivered.error);
  }
}

async function arrived(db: Db, row: OutboxRow, letter: Letter, ts: string | null): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await letterSent(tx, row.id, ts);
    if (letter.kind !== 'place' || ts === null || row.caseId === null || row.slot === null) return;
    await setPost(tx, row.caseId, row.slot, ts);
    if (row.slot === CARD) await setCard(tx, row.caseId, ts);
  });
}

/** The person who asked is told; what cannot be told to anybody is in the log and stays in the outbox as failed. */
async function giveUp({ db, clock, log }: SenderOptions, row: OutboxRow, letter: Letter, error: string): Promise<void> {
  log.error({ outbox: row.id, kind: letter.kind, caseId: row.caseId, error }, 'a letter was given up');
  const now = clock.now();
  await db.transaction().execute(async (tx) => {
    await letterFailed(tx, row.id, error);
    if (letter.kind === 'picture') return insteadOfPicture(tx, row, letter, error, now);
    const teller = 'teller' in letter ? letter.teller : null;
    if (row.slot === CARD && row.caseId !== null) await closeUnbegun(tx, row.caseId, now);
    if (teller === null) return;
    const problem = {
      code: 'post-refused',
      message: `Slack did not take a message of mine: ${error}.`,
      todo: todoFor(error),
    };
    await tell(tx, { ...teller, thread: null }, [problemMessage(problem)], now);
  });
}

/** A case whose first message Slack refuses has no thread: it would wait for one for ever. */
async function closeUnbegun(tx: Db, caseId: string, now: number): Promise<void> {
  const open = await tx
    .selectFrom('cases')
    .select('id')
    .where('id', '=', caseId)
    .where('thread', 'is', null)
    .executeTakeFirst();
  if (open === undefined) return;
  await setStatus(tx, caseId, 'closed');
  const text = 'closed, because its first message could not be posted';
  await addEvent(tx, caseId, { at: new Date(now).toISOString(), by: null, kind: 'closed', text });
}
