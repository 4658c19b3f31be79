import { sql } from 'kysely';
import { redact } from './redact.ts';
import type { Db } from './schema.ts';
import { toJson } from './storable.ts';

export interface Arrival {
  /** Jobs of one lane are handled one after another, in the order of arrival. */
  readonly lane: string;
  /** Plain data; its strings are kept without their secrets. */
  readonly job: unknown;
  /** Names under which the same delivery, or the same message, would come again. */
  readonly keys: readonly string[];
}

export interface InboxRow {
  readonly id: number;
  readonly lane: string;
  readonly job: unknown;
  readonly attempts: number;
}

/** Long enough for the slowest handler; only a replica that died leaves a lease to run out. */
const LEASE_MS = 5 * 60_000;
/** Slack's last retry comes five minutes later; a week also covers a replay by hand. */
const KEYS_KEPT_MS = 7 * 24 * 3_600_000;

/** Stores a delivery before it is acknowledged. False when one of its keys had come before: nothing is stored then. */
export function receive(db: Db, arrival: Arrival, now: number): Promise<boolean> {
  return db.transaction().execute((tx) => receiveIn(tx, arrival, now));
}

/** The same in the caller's transaction. */
export async function receiveIn(tx: Db, arrival: Arrival, now: number): Promise<boolean> {
  const at = new Date(now);
  const fresh = await tx
    .insertInto('inbox_keys')
    .values(arrival.keys.map((key) => ({ key, received_at: at })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .execute();
  if (fresh.length < new Set(arrival.keys).size) return false;
  await tx
    .insertInto('inbox')
    .values({
      lane: arrival.lane,
      job: toJson(arrival.job, withoutSecrets),
      state: 'new',
      due_at: at,
      received_at: at,
    })
    .execute();
  return true;
}

function withoutSecrets(text: string): string {
  return redact(text).text;
}

/** Takes the oldest job whose lane is free; null when there is none now. Safe with several replicas on PostgreSQL. */
export async function claimJob(db: Db, now: number): Promise<InboxRow | null> {
  const at = new Date(now);
  const result = await sql<InboxRow>`
    update inbox set state = 'claimed', attempts = attempts + 1, lease_until = ${new Date(now + LEASE_MS)}
    where id = (
      select i.id from inbox i
      where (i.state = 'new' and i.due_at <= ${at} or i.state = 'claimed' and i.lease_until < ${at})
        and not exists (
          select 1 from inbox e where e.lane = i.lane and e.id < i.id and e.state in ('new', 'claimed')
        )
      order by i.id limit 1
      for update skip locked
    )
    returning id, lane, job, attempts`.execute(db);
  return result.rows[0] ?? null;
}

/** Ends a job; call it in the transaction that writes what the job did. */
export async function finishJob(db: Db, id: number): Promise<void> {
  await db.updateTable('inbox').set({ state: 'done', job: 'null', lease_until: null }).where('id', '=', id).execute();
}

/** Puts a job back, to be tried again at `dueAt` (milliseconds since 1970). Its lane waits for it. */
export async function postponeJob(db: Db, id: number, dueAt: number, error: string): Promise<void> {
  const back = { state: 'new', due_at: new Date(dueAt), lease_until: null, error } as const;
  await db.updateTable('inbox').set(back).where('id', '=', id).execute();
}

/** Gives a job up, so that its lane goes on. */
export async function abandonJob(db: Db, id: number, error: string): Promise<void> {
  await db
    .updateTable('inbox')
    .set({ state: 'failed', job: 'null', lease_until: null, error })
    .where('id', '=', id)
    .execute();
}

/** Frees what a process left claimed when it died. Only for the sole owner of the database. */
export async function freeClaimedJobs(db: Db): Promise<void> {
  await db.updateTable('inbox').set({ state: 'new', lease_until: null }).where('state', '=', 'claimed').execute();
}

/**
 * When the head of some lane may be claimed next (milliseconds since 1970): a waiting one when it falls due, a claimed
 * one when its lease ends. Null when there is none. What waits behind a head does not count.
 */
export async function nextJobDue(db: Db): Promise<number | null> {
  const result = await sql<{ due: Date | null }>`
    select min(case i.state when 'new' then i.due_at else i.lease_until end) as due from inbox i
    where i.state in ('new', 'claimed')
      and not exists (
        select 1 from inbox e where e.lane = i.lane and e.id < i.id and e.state in ('new', 'claimed')
      )`.execute(db);
  return result.rows[0]?.due?.getTime() ?? null;
}

/** Drops handled rows, and keys too old to come again. */
export async function pruneInbox(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('inbox_keys')
    .where('received_at', '<', new Date(now - KEYS_KEPT_MS))
    .execute();
  await db.deleteFrom('inbox').where('state', '=', 'done').execute();
}
