import { type Selectable, sql } from 'kysely';
import type { LiveRun, RunKind, RunState, RunStep } from '../model/live-run.ts';
import type { Db, Schema } from './schema.ts';
import { toJson } from './storable.ts';

export type NewRun = Pick<LiveRun, 'caseId' | 'kind' | 'devices' | 'askedBy' | 'approvalId' | 'steps'>;

/**
 * Adds a waiting run under the next number. Null when the case has a run of the same kind that has not ended, or when
 * the approval has been used by another run: the database holds both, so two that begin at once cannot both win.
 */
export async function addRun(db: Db, given: NewRun, now: number): Promise<LiveRun | null> {
  const next = await sql<{ number: number }>`select nextval('run_numbers')::integer as number`.execute(db);
  const number = next.rows[0]?.number ?? 0;
  const row = await db
    .insertInto('live_runs')
    .values({
      id: `run-${number}`,
      number,
      case_id: given.caseId,
      kind: given.kind,
      devices: toJson(given.devices),
      asked_by: given.askedBy,
      approval_id: given.approvalId,
      state: 'waiting',
      steps: toJson(given.steps),
      asked_at: new Date(now),
      ended_at: null,
      cancelled_by: null,
      says: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

export async function findRun(db: Db, id: string): Promise<LiveRun | null> {
  const row = await db.selectFrom('live_runs').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** The run of a case that has not ended; null when there is none of that kind. */
export async function unendedRun(db: Db, caseId: string, kind: RunKind): Promise<LiveRun | null> {
  const row = await db
    .selectFrom('live_runs')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** The ids of all runs that have not ended, of every case, oldest first. */
export async function unendedRuns(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('live_runs').select('id').where('ended_at', 'is', null).orderBy('number').execute();
  return rows.map(({ id }) => id);
}

/** The run that an approval was used for; null while it has not been used. */
export async function runOfApproval(db: Db, approvalId: string): Promise<LiveRun | null> {
  const row = await db.selectFrom('live_runs').selectAll().where('approval_id', '=', approvalId).executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** All runs of a case, oldest first. */
export async function runsOf(db: Db, caseId: string): Promise<readonly LiveRun[]> {
  const rows = await db.selectFrom('live_runs').selectAll().where('case_id', '=', caseId).orderBy('number').execute();
  return rows.map(toRun);
}

/** All runs of a kind, of every case, newest first, at most `most`. */
export async function runsOfKind(db: Db, kind: RunKind, most: number): Promise<readonly LiveRun[]> {
  const rows = await db
    .selectFrom('live_runs')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('number', 'desc')
    .limit(most)
    .execute();
  return rows.map(toRun);
}

/** Writes the steps as they stand and returns the run, with whoever has asked meanwhile that it be cancelled. */
export async function keepSteps(db: Db, id: string, steps: readonly RunStep[]): Promise<LiveRun> {
  const row = await db
    .updateTable('live_runs')
    .set({ steps: toJson(steps) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRun(row);
}

/** Marks a run as being run. Null when it has ended or is unknown. */
export async function takeUpRun(db: Db, id: string): Promise<LiveRun | null> {
  const row = await db
    .updateTable('live_runs')
    .set({ state: 'running' })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** How a run ended. */
export interface RunEnd {
  readonly state: Extract<RunState, 'done' | 'cancelled' | 'failed'>;
  readonly says: string;
}

/** Ends a run. Null when it had ended already: the first end counts. */
export async function endRun(
  db: Db,
  id: string,
  { state, says }: RunEnd,
  steps: readonly RunStep[],
  now: number,
): Promise<LiveRun | null> {
  const row = await db
    .updateTable('live_runs')
    .set({ state, says, steps: toJson(steps), ended_at: new Date(now) })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** Tells in other words how a run ended, when more has come about since. Does nothing to one that has not ended. */
export async function restateRun(db: Db, id: string, says: string): Promise<void> {
  await db.updateTable('live_runs').set({ says }).where('id', '=', id).where('ended_at', 'is not', null).execute();
}

/** Leaves word that a run be cancelled; whoever asked first is remembered. Null when it has ended or is unknown. */
export async function askToCancel(db: Db, id: string, by: string): Promise<LiveRun | null> {
  const row = await db
    .updateTable('live_runs')
    .set({ cancelled_by: sql<string>`coalesce(cancelled_by, ${by})` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

function toRun(row: Selectable<Schema['live_runs']>): LiveRun {
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    devices: row.devices,
    askedBy: row.asked_by,
    approvalId: row.approval_id,
    state: row.state,
    steps: row.steps,
    askedAt: row.asked_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    cancelledBy: row.cancelled_by,
    says: row.says,
  };
}
