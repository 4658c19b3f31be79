import type { Db } from './schema.ts';

/** Remembers which message holds a place (`card`, `checklist`) in a case; a later one takes it over. */
export async function setPost(db: Db, caseId: string, slot: string, ts: string): Promise<void> {
  await db
    .insertInto('posts')
    .values({ case_id: caseId, slot, ts })
    .onConflict((conflict) => conflict.columns(['case_id', 'slot']).doUpdateSet({ ts }))
    .execute();
}

/** The timestamp of the message in a place; null when nothing was posted there yet. */
export async function postIn(db: Db, caseId: string, slot: string): Promise<string | null> {
  const row = await db
    .selectFrom('posts')
    .select('ts')
    .where('case_id', '=', caseId)
    .where('slot', '=', slot)
    .executeTakeFirst();
  return row?.ts ?? null;
}

export async function removePost(db: Db, caseId: string, slot: string): Promise<void> {
  await db.deleteFrom('posts').where('case_id', '=', caseId).where('slot', '=', slot).execute();
}
