import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './schema.ts';
import { toJson } from './storable.ts';

export interface Outgoing {
  /** Letters of one queue leave one after another, in this order. */
  readonly queue: string;
  readonly caseId: string | null;
  readonly letter: unknown;
  /** The place that the message holds in its case; null for a plain one. */
  readonly slot: string | null;
}

export interface OutboxRow {
  readonly id: number;
  /** Marks the post in Slack, so that it can be found there. */
  readonly opId: string;
  readonly queue: string;
  readonly caseId: string | null;
  readonly letter: unknown;
  readonly slot: string | null;
  /** An earlier try may have been taken by Slack: look before posting again. */
  readonly uncertain: boolean;
  /** Tries so far, this one included; waits that Slack asked for do not count. */
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly queuedAt: number;
}

const LEASE_MS = 2 * 60_000;
const SENT_KEPT_MS = 24 * 3_600_000;

/** Puts a letter at the end of its queue; call it in the transaction that writes why it is sent. */
export async function enqueue(db: Db, outgoing: Outgoing, now: number): Promise<void> {
  const at = new Date(now);
  await db
    .insertInto('outbox')
    .values({
      op_id: randomUUID(),
      queue: outgoing.queue,
      case_id: outgoing.caseId,
      letter: toJson(outgoing.letter),
      slot: outgoing.slot,
      state: 'queued',
      uncertain: false,
      due_at: at,
      queued_at: at,
    })
    .execute();
}

/** Drops letters that were not tried yet and that a newer state of the same message makes pointless. */
export async function supersede(db: Db, caseId: string, slot: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'superseded', letter: 'null' })
    .where('case_id', '=', caseId)
    .where('slot', '=', slot)
    .where('state', '=', 'queued')
    .where('attempts', '=', 0)
    .where('uncertain', '=', false)
    .execute();
}

/** Takes the head of a queue that is due and not in `held`; null when there is none now. */
export async function claimLetter(db: Db, held: readonly string[], now: number): Promise<OutboxRow | null> {
  const at = new Date(now);
  const result = await sql<Omit<OutboxRow, 'queuedAt'> & { queuedAt: Date }>`
    update outbox set uncertain = uncertain or state = 'sending', state = 'sending', attempts = attempts + 1,
      lease_until = ${new Date(now + LEASE_MS)}
    where id = (
      select o.id from outbox o
      where (o.state = 'queued' and o.due_at <= ${at} or o.state = 'sending' and o.lease_until < ${at})
        and not (o.queue = any(${sql.val(held)}::text[]))
        and not exists (
          select 1 from outbox e where e.queue = o.queue and e.id < o.id and e.state in ('queued', 'sending')
        )
      order by o.id limit 1
      for update skip locked
    )
    returning id, op_id as "opId", queue, case_id as "caseId", letter, slot, uncertain, attempts,
      queued_at as "queuedAt"`.execute(db);
  const row = result.rows[0];
  return row === undefined ? null : { ...row, queuedAt: row.queuedAt.getTime() };
}

/** The letter arrived. `ts` is the message's, null for what has none. Its text is not kept. */
export async function letterSent(db: Db, id: number, ts: string | null): Promise<void> {
  const sent = { state: 'sent', ts, letter: 'null', lease_until: null, error: null } as const;
  await db.updateTable('outbox').set(sent).where('id', '=', id).execute();
}

/** Slack asked to wait: nothing was taken, so the try does not count. */
export async function letterLimited(db: Db, id: number, dueAt: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'queued', due_at: new Date(dueAt), lease_until: null, attempts: sql<number>`attempts - 1` })
    .where('id', '=', id)
    .execute();
}

/** Nobody knows whether it arrived: to be looked up, and sent again if it did not, at `dueAt`. */
export async function letterUncertain(db: Db, id: number, dueAt: number, error: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'queued', uncertain: true, due_at: new Date(dueAt), lease_until: null, error })
    .where('id', '=', id)
    .execute();
}

/** Given up; the queue goes on. */
export async function letterFailed(db: Db, id: number, error: string): Promise<void> {
  const failed = { state: 'failed', letter: 'null', lease_until: null, error } as const;
  await db.updateTable('outbox').set(failed).where('id', '=', id).execute();
}

/** After a crash: what was being sent may or may not have arrived. Only for the sole owner of the database. */
export async function freeSendingLetters(db: Db): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'queued', uncertain: true, lease_until: null })
    .where('state', '=', 'sending')
    .execute();
}

/**
 * When the head of some queue may be claimed next (milliseconds since 1970): a waiting one when it falls due, one that
 * is being sent when its lease ends. Null when there is none. What waits behind a head does not count.
 */
export async function nextLetterDue(db: Db): Promise<number | null> {
  const result = await sql<{ due: Date | null }>`
    select min(case o.state when 'queued' then o.due_at else o.lease_until end) as due from outbox o
    where o.state in ('queued', 'sending')
      and not exists (
        select 1 from outbox e where e.queue = o.queue and e.id < o.id and e.state in ('queued', 'sending')
      )`.execute(db);
  return result.rows[0]?.due?.getTime() ?? null;
}

/** Drops rows of letters that arrived long ago; failed ones stay to be looked at. */
export async function pruneOutbox(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('state', 'in', ['sent', 'superseded'])
    .where('queued_at', '<', new Date(now - SENT_KEPT_MS))
    .execute();
}
