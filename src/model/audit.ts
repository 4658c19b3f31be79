import type { RiskClass } from './panos-command.ts';

export const AUDIT_EVENTS = [
  'run-asked',
  'run-refused',
  'run-ended',
  'run-cancelled',
  'command',
  'approval-asked',
  'approval-approved',
  'approval-denied',
  'approval-refused',
  'approval-expired',
] as const;

/**
 * One thing that somebody asked for, decided, or had run on a device. People are Slack user ids; `at` is ISO 8601.
 * There is no field for a reply's text or for a secret.
 */
export interface AuditEntry {
  readonly at: string;
  readonly event: (typeof AUDIT_EVENTS)[number];
  readonly who: string | null;
  readonly channel: string | null;
  readonly caseId: string | null;
  readonly runId: string | null;
  readonly approvalId: string | null;
  readonly device: string | null;
  readonly risk: RiskClass | null;
  /** In CLI words. */
  readonly command: string | null;
  /** What came of it, in a sentence: `answered`, why it was refused, which grant allowed it. */
  readonly outcome: string;
  /** SHA-256 of what came back, in hexadecimal. */
  readonly replySha256: string | null;
}

/** One entry as it stands in the chain. Digests are SHA-256 in hexadecimal. */
export interface AuditRecord {
  /** Counted from 1. */
  readonly seq: number;
  readonly entry: AuditEntry;
  readonly digest: string;
}

export type AuditFault = 'changed' | 'missing' | 'out-of-order' | 'cut';

/** Whether the chain of records is whole. `head` is the digest of the last one that holds. */
export type AuditCheck =
  | { readonly ok: true; readonly count: number; readonly head: string }
  | {
      readonly ok: false;
      /** The first record that does not hold. */
      readonly seq: number;
      readonly fault: AuditFault;
      /** What is wrong, in a sentence. */
      readonly says: string;
      /** How many records before it hold. */
      readonly count: number;
      readonly head: string;
    };
