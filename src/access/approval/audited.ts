import { type Approval, devicesOf } from '../../model/approval.ts';
import type { AuditEntry } from '../../model/audit.ts';

/** What of an approval is written into the audit, beside what happened. */
export interface Audited {
  readonly event: Extract<AuditEntry['event'], `approval-${string}`>;
  readonly who: string | null;
  readonly channel: string | null;
  readonly outcome: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** An entry of the audit about a request; null when somebody pressed a button of a request that is not known. */
export function approvalEntry(approval: Approval | null, { event, who, channel, outcome, now }: Audited): AuditEntry {
  return {
    at: new Date(now).toISOString(),
    event,
    who,
    channel,
    caseId: approval?.caseId ?? null,
    runId: null,
    approvalId: approval?.id ?? null,
    device: approval === null ? null : devicesOf(approval.action).join(', '),
    risk: approval?.risk ?? null,
    command: approval?.commands.join('; ') ?? null,
    outcome,
    replySha256: null,
  };
}
