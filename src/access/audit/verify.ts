import type { AuditCheck, AuditFault, AuditRecord } from '../../model/audit.ts';
import { type AuditRow, auditPages } from '../../store/audit.ts';
import type { Db } from '../../store/schema.ts';
import { AUDIT_ORIGIN, chainDigest } from './chain.ts';
import { readEntry } from './entry-text.ts';

/** Fewer digits of a digest could be met by chance, or by trying. */
export const ANCHOR_DIGITS = { least: 16, most: 64 } as const;

export interface VerifyOptions {
  /** A digest that the chain ended with at some time, or its first digits: it must still be in the chain. */
  readonly anchor?: string | null;
  /** Gets every record that holds, in order. */
  readonly onRecord?: (record: AuditRecord) => void;
  readonly pageSize?: number;
}

/** How far the chain has been walked. */
interface Walked {
  readonly count: number;
  readonly head: string;
  readonly anchored: boolean;
}

/**
 * Walks the chain from its origin and computes every digest anew. Finds a record that was changed, is missing or stands
 * out of order. That its end was cut off, or that all of it was written anew, shows only against a digest noted earlier.
 */
export async function verifyAudit(db: Db, options: VerifyOptions = {}): Promise<AuditCheck> {
  const anchor = options.anchor?.toLowerCase() ?? null;
  const isAnchor = (digest: string): boolean => anchor === null || digest.startsWith(anchor);
  let walked: Walked = { count: 0, head: AUDIT_ORIGIN, anchored: isAnchor(AUDIT_ORIGIN) };
  for await (const page of auditPages(db, options.pageSize)) {
    for (const row of page) {
      const fault = faultOf(row, walked);
      if (fault !== null) return broken(walked, fault);
      const entry = readEntry(row.entry);
      if (entry !== null) options.onRecord?.({ seq: row.seq, entry, digest: row.digest });
      walked = { count: row.seq, head: row.digest, anchored: walked.anchored || isAnchor(row.digest) };
    }
  }
  return walked.anchored ? { ok: true, count: walked.count, head: walked.head } : broken(walked, 'cut');
}

function faultOf(row: AuditRow, { count, head }: Walked): AuditFault | null {
  if (row.seq !== count + 1) return row.seq > count + 1 ? 'missing' : 'out-of-order';
  if (row.digest !== chainDigest(row.previous, row.entry)) return 'changed';
  return row.previous === head ? null : 'out-of-order';
}

function broken({ count, head }: Walked, fault: AuditFault): AuditCheck {
  const seq = count + 1;
  return { ok: false, seq, fault, says: SAYS[fault](seq), count, head };
}

const SAYS: Readonly<Record<AuditFault, (seq: number) => string>> = {
  changed: (seq) => `Record ${seq} was changed: its digest is not that of its text.`,
  missing: (seq) => `Record ${seq} is missing.`,
  'out-of-order': (seq) =>
    `Record ${seq} does not follow the one before it: a record was taken out, replaced or moved.`,
  cut: (seq) =>
    `The digest that was noted is not in the chain: it was cut at record ${seq} or later, or written anew before it.`,
};
