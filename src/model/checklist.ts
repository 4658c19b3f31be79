import type { Citation } from './evidence.ts';

export type ChecklistStage = 'before' | 'during' | 'after';
export type ChecklistState = 'open' | 'passed' | 'failed' | 'waived';

/** One item of the validation checklist. `evidence` cites what decided its state; empty while open or ticked by hand. */
export interface ChecklistItem {
  readonly id: string;
  readonly stage: ChecklistStage;
  readonly action: string;
  /** Ready to paste, filled in from the case; null when a person does it by hand. */
  readonly command: string | null;
  readonly expect: string;
  readonly state: ChecklistState;
  /** What the evidence says of it, or why it says nothing yet; null when only a person can tell. */
  readonly why: string | null;
  /** When the evidence that decided was shown (ISO 8601): the newer of it and a person's tick counts. */
  readonly decidedAt: string | null;
  readonly evidence: readonly Citation[];
}
