import type { Case, CaseEvent, Tick } from '../../model/case.ts';
import type { Triage } from '../../model/triage.ts';

/** A case with what is known of it: all that the messages about it are made from. */
export interface CaseView {
  readonly case: Case;
  /** The newest diagnosis; null before any evidence. */
  readonly triage: Triage | null;
  /** All that people said of the checklist, in any order. */
  readonly ticks: readonly Tick[];
  /** Live firewalls may be asked. */
  readonly live?: boolean;
}

/** A case with its history, for whoever takes over. `events` in the order of time. */
export interface CaseHistory extends CaseView {
  readonly events: readonly CaseEvent[];
}
