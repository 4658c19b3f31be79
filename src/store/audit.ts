import { sql } from 'kysely';
import type { Db } from './schema.ts';
import { storable } from './storable.ts';

/** A record of the audit as it is kept. */
export interface AuditRow {
  /** Counted from 1, without gaps. */
  readonly seq: number;
  /** The text that was digested. */
  readonly entry: string;
  readonly previous: string;
  readonly digest: string;
}

/** How the next record follows from the last one; null before the first. */
export type NextAuditRow = (last: Pick<AuditRow, 'seq' | 'digest'> | null) => AuditRow;

const PAGE = 500;

/**
 * Adds a record behind the last one. Only within a transaction, whose end others who add wait for: two can neither take
 * the same number nor follow the same record. Readers do not wait (PostgreSQL, Explicit Locking: EXCLUSIVE).
 */
export async function addAuditRow(tx: Db, next: NextAuditRow): Promise<void> {
  await sql`lock table audit in exclusive mode`.execute(tx);
  const last = await tx
    .selectFrom('audit')
    .select(['seq', 'digest'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = next(last ?? null);
  await tx
    .insertInto('audit')
    .values({ ...row, entry: storable(row.entry) })
    .execute();
}

/** All records in the order of their numbers, page by page: however many there are, few are held at a time. */
export async function* auditPages(db: Db, size: number = PAGE): AsyncGenerator<readonly AuditRow[]> {
  let after: number | null = null;
  for (;;) {
    const page: readonly AuditRow[] = await pageAfter(db, after, size);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.seq;
  }
}

function pageAfter(db: Db, after: number | null, size: number): Promise<readonly AuditRow[]> {
  const rows = db.selectFrom('audit').select(['seq', 'entry', 'previous', 'digest']).orderBy('seq').limit(size);
  return (after === null ? rows : rows.where('seq', '>', after)).execute();
}
