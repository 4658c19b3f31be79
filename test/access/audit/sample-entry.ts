import { sql } from 'kysely';
import type { AuditEntry } from '../../../src/model/audit.ts';
import type { Db } from '../../../src/store/schema.ts';

/** An entry of somebody's clearing of sessions; `given` replaces single fields. */
export function auditEntry(given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: '2026-11-10T09:30:00.000Z',
    event: 'command',
    who: 'U0ANARUIZ1',
    channel: 'C0EDGE',
    caseId: 'RT-1',
    runId: 'run-7',
    approvalId: null,
    device: 'PA-EDGE-A',
    risk: 'change',
    command: 'clear session id 4711',
    outcome: 'answered',
    replySha256: 'ab'.repeat(32),
    ...given,
  };
}

/** What only somebody with the rights of the database's owner can do: changes what is kept in spite of the trigger. */
export async function tamper(db: Db, change: ReturnType<typeof sql>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`alter table audit disable trigger all`.execute(tx);
    await change.execute(tx);
    await sql`alter table audit enable trigger all`.execute(tx);
  });
}

export async function emptyAudit(db: Db): Promise<void> {
  await tamper(db, sql`delete from audit`);
}
