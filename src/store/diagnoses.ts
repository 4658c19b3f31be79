import type { Triage } from '../model/triage.ts';
import type { Db } from './schema.ts';
import { toJson } from './storable.ts';

/** The newest triage of a case; null before the first. */
export async function latestTriage(db: Db, caseId: string): Promise<Triage | null> {
  const row = await db
    .selectFrom('diagnoses')
    .select('triage')
    .where('case_id', '=', caseId)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  return row?.triage ?? null;
}

/** Adds a triage as the next revision and returns its number, counted from 1. */
export async function keepTriage(db: Db, caseId: string, triage: Triage, now: number): Promise<number> {
  const last = await db
    .selectFrom('diagnoses')
    .select('revision')
    .where('case_id', '=', caseId)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  const revision = (last?.revision ?? 0) + 1;
  await db
    .insertInto('diagnoses')
    .values({ case_id: caseId, revision, triage: toJson(triage), made_at: new Date(now) })
    .execute();
  return revision;
}

/** Drops all revisions but the newest: they quote evidence that its author has deleted. */
export async function forgetOlderTriages(db: Db, caseId: string): Promise<void> {
  const newest = db
    .selectFrom('diagnoses')
    .select(({ fn }) => fn.max('revision').as('revision'))
    .where('case_id', '=', caseId);
  await db.deleteFrom('diagnoses').where('case_id', '=', caseId).where('revision', '<', newest).execute();
}
