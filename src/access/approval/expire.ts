import type { Approval } from '../../model/approval.ts';
import { endExpiredApprovals } from '../../store/approvals.ts';
import { caseById } from '../../store/cases.ts';
import type { Db } from '../../store/schema.ts';
import { appendAudit } from '../audit/append.ts';
import { approvalEntry } from './audited.ts';

/**
 * Ends the requests that nobody decided in time, in a transaction, and keeps that in the audit. Returns them, so that
 * their messages can be brought up to date. `now` in milliseconds since 1970.
 */
export async function expireApprovals(tx: Db, now: number): Promise<readonly Approval[]> {
  const expired = await endExpiredApprovals(tx, now);
  for (const approval of expired) {
    const about = await caseById(tx, approval.caseId);
    const outcome = 'The request ran out before anybody decided it.';
    const audited = { event: 'approval-expired', who: null, channel: about?.channel ?? null, outcome, now } as const;
    await appendAudit(tx, approvalEntry(approval, audited));
  }
  return expired;
}
