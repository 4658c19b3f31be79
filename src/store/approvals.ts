import type { Selectable } from 'kysely';
import type { Approval, ApprovalState } from '../model/approval.ts';
import type { Db, Schema } from './schema.ts';
import { toJson } from './storable.ts';

/** Keeps a new request. */
export async function addApproval(db: Db, given: Approval): Promise<void> {
  await db
    .insertInto('approvals')
    .values({
      id: given.id,
      case_id: given.caseId,
      action: toJson(given.action),
      risk: given.risk,
      commands: toJson(given.commands),
      requested_by: given.requestedBy,
      requested_at: new Date(given.requestedAt),
      expires_at: new Date(given.expiresAt),
      basis: given.basis,
      state: given.state,
      decided_by: given.decidedBy,
      decided_at: given.decidedAt === null ? null : new Date(given.decidedAt),
    })
    .execute();
}

export async function findApproval(db: Db, id: string): Promise<Approval | null> {
  const row = await db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toApproval(row);
}

/** The requests of a case that nobody has decided, oldest first; some may have run out. */
export async function pendingApprovals(db: Db, caseId: string): Promise<readonly Approval[]> {
  const rows = await db
    .selectFrom('approvals')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('state', '=', 'pending')
    .orderBy('requested_at')
    .orderBy('id')
    .execute();
  return rows.map(toApproval);
}

/** How a request ended. `by` is null when nobody ended it. */
export interface ApprovalEnd {
  readonly state: Exclude<ApprovalState, 'pending'>;
  readonly by: string | null;
}

/** Ends a request. Null when it has ended before or is unknown: of two who decide at once only the first counts. */
export async function endApproval(db: Db, id: string, end: ApprovalEnd, now: number): Promise<Approval | null> {
  const row = await db
    .updateTable('approvals')
    .set({ state: end.state, decided_by: end.by, decided_at: new Date(now) })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toApproval(row);
}

/** Ends all requests whose time is over, and returns them, oldest first. */
export async function endExpiredApprovals(db: Db, now: number): Promise<readonly Approval[]> {
  const at = new Date(now);
  const rows = await db
    .updateTable('approvals')
    .set({ state: 'expired', decided_at: at })
    .where('state', '=', 'pending')
    .where('expires_at', '<=', at)
    .returningAll()
    .execute();
  return rows.map(toApproval).toSorted((one, other) => one.requestedAt.localeCompare(other.requestedAt));
}

function toApproval(row: Selectable<Schema['approvals']>): Approval {
  return {
    id: row.id,
    caseId: row.case_id,
    action: row.action,
    risk: row.risk,
    commands: row.commands,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    basis: row.basis,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}
