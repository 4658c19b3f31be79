import { type Selectable, sql } from 'kysely';
import type { Case } from '../model/case.ts';
import type { Flow } from '../model/flow.ts';
import type { Symptom } from '../model/symptom.ts';
import type { Db, Schema } from './schema.ts';
import { toJson } from './storable.ts';

export interface NewCase {
  readonly team: string;
  readonly channel: string;
  /** Null when the card starts the thread. */
  readonly thread: string | null;
  readonly openedBy: string;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  readonly flow: Flow | null;
  readonly symptoms: readonly Symptom[];
  readonly fixedAt: string | null;
}

/** Adds a case under the next number. The caller has checked that the thread has none yet. */
export async function addCase(db: Db, given: NewCase): Promise<Case> {
  const next = await sql<{ number: number }>`select nextval('case_numbers')::integer as number`.execute(db);
  const number = next.rows[0]?.number ?? 0;
  const row = await db
    .insertInto('cases')
    .values({
      id: `RT-${number}`,
      number,
      team: given.team,
      channel: given.channel,
      thread: given.thread,
      card: null,
      opened_by: given.openedBy,
      opened_at: new Date(given.openedAt),
      flow: toJson(given.flow),
      symptoms: toJson(given.symptoms),
      fixed_at: given.fixedAt === null ? null : new Date(given.fixedAt),
      status: 'open',
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toCase(row);
}

/** The case of a name such as `RT-3`, in any case of letters; null when the team has no such case. */
export async function findCase(db: Db, team: string, id: string): Promise<Case | null> {
  const row = await db
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', id.toUpperCase())
    .where('team', '=', team)
    .executeTakeFirst();
  return row === undefined ? null : toCase(row);
}

/** The case of that id, whosever it is: for work that a case itself ordered. */
export async function caseById(db: Db, id: string): Promise<Case | null> {
  const row = await db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toCase(row);
}

export async function caseOfThread(db: Db, team: string, channel: string, thread: string): Promise<Case | null> {
  const row = await db
    .selectFrom('cases')
    .selectAll()
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('thread', '=', thread)
    .executeTakeFirst();
  return row === undefined ? null : toCase(row);
}

/** The thread of a case; null while it has none, and when there is no such case. */
export async function threadOf(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('cases').select('thread').where('id', '=', id).executeTakeFirst();
  return row?.thread ?? null;
}

/** True while a case of the channel waits for its card, so that a reply may belong to a thread not known yet. */
export async function awaitsThread(db: Db, team: string, channel: string): Promise<boolean> {
  const row = await db
    .selectFrom('cases')
    .select('id')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('thread', 'is', null)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return row !== undefined;
}

/** The open cases of a channel, or of the whole team when `channel` is null; newest first. */
export async function openCases(db: Db, team: string, channel: string | null): Promise<readonly Case[]> {
  let query = db.selectFrom('cases').selectAll().where('team', '=', team).where('status', '=', 'open');
  if (channel !== null) query = query.where('channel', '=', channel);
  const rows = await query.orderBy('number', 'desc').execute();
  return rows.map(toCase);
}

/** Remembers the posted card; it becomes the thread of a case that had none. */
export async function setCard(db: Db, id: string, ts: string): Promise<void> {
  await db
    .updateTable('cases')
    .set({ card: ts, thread: sql<string>`coalesce(thread, ${ts})` })
    .where('id', '=', id)
    .execute();
}

export async function setFixedAt(db: Db, id: string, fixedAt: string): Promise<void> {
  await db
    .updateTable('cases')
    .set({ fixed_at: new Date(fixedAt) })
    .where('id', '=', id)
    .execute();
}

export async function setFlow(db: Db, id: string, flow: Flow): Promise<void> {
  await db
    .updateTable('cases')
    .set({ flow: toJson(flow) })
    .where('id', '=', id)
    .execute();
}

export async function setStatus(db: Db, id: string, status: Case['status']): Promise<void> {
  await db.updateTable('cases').set({ status }).where('id', '=', id).execute();
}

function toCase(row: Selectable<Schema['cases']>): Case {
  return {
    id: row.id,
    team: row.team,
    channel: row.channel,
    thread: row.thread,
    card: row.card,
    openedBy: row.opened_by,
    openedAt: row.opened_at.toISOString(),
    flow: row.flow,
    symptoms: row.symptoms,
    fixedAt: row.fixed_at?.toISOString() ?? null,
    status: row.status,
  };
}
