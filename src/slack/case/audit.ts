import { verifyAudit } from '../../access/audit/verify.ts';
import type { AuditRecord } from '../../model/audit.ts';
import { auditMessages } from '../../report/slack/audit.ts';
import { type Showing, say } from './show.ts';

/** Walks the whole chain of records and posts those of this case, with whether all of it is whole. */
export async function sayAudit(showing: Showing): Promise<void> {
  const records: AuditRecord[] = [];
  const check = await verifyAudit(showing.tx, {
    onRecord: (record) => {
      if (record.entry.caseId === showing.about.id) records.push(record);
    },
  });
  await say(showing, auditMessages(showing.about, records, check));
}
