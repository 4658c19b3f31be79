import type { CaseEvent, Tick } from '../model/case.ts';
import type { Db } from './schema.ts';
import { storable } from './storable.ts';

/** Adds one line to what happened in a case. The text never holds what was pasted. */
export async function addEvent(db: Db, caseId: string, event: CaseEvent): Promise<void> {
  await db
    .insertInto('case_events')
    .values({ case_id: caseId, at: new Date(event.at), by: event.by, kind: event.kind, text: storable(event.text) })
    .execute();
}

/** What happened in a case, oldest first. */
export async function eventsOf(db: Db, caseId: string): Promise<readonly CaseEvent[]> {
  const rows = await db
    .selectFrom('case_events')
    .select(['at', 'by', 'kind', 'text'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ at: row.at.toISOString(), by: row.by, kind: row.kind, text: row.text }));
}

/** Keeps every tick; the newest of an item counts. */
export async function addTick(db: Db, caseId: string, tick: Tick): Promise<void> {
  await db
    .insertInto('ticks')
    .values({ case_id: caseId, item: tick.item, state: tick.state, by: tick.by, at: new Date(tick.at) })
    .execute();
}

/** The ticks of a case, oldest first. */
export async function ticksOf(db: Db, caseId: string): Promise<readonly Tick[]> {
  const rows = await db
    .selectFrom('ticks')
    .select(['item', 'state', 'by', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ item: row.item, state: row.state, by: row.by, at: row.at.toISOString() }));
}
