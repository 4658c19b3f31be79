import type { AuditEntry } from '../../model/audit.ts';
import { addAuditRow } from '../../store/audit.ts';
import type { Db } from '../../store/schema.ts';
import { AUDIT_ORIGIN, chainDigest } from './chain.ts';
import { entryText } from './entry-text.ts';

/**
 * Adds an entry to the audit, behind all others, in the transaction that writes what it is about: either both are
 * written or neither. Outside a transaction it throws. Secrets are taken out of every field first.
 */
export async function appendAudit(tx: Db, entry: AuditEntry): Promise<void> {
  const text = entryText(entry);
  await addAuditRow(tx, (last) => {
    const previous = last?.digest ?? AUDIT_ORIGIN;
    return { seq: (last?.seq ?? 0) + 1, entry: text, previous, digest: chainDigest(previous, text) };
  });
}
