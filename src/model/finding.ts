import type { Citation } from './evidence.ts';
import { AWS_FINDINGS } from './findings/aws.ts';
import { BLAST_FINDINGS } from './findings/blast.ts';
import { CAPTURE_FINDINGS } from './findings/capture.ts';
import { FIREWALL_FINDINGS } from './findings/firewall.ts';
import { HOST_FINDINGS } from './findings/host.ts';
import { ROUTING_FINDINGS } from './findings/routing.ts';
import { SESSION_FINDINGS } from './findings/session.ts';
import { SYMPTOM_FINDINGS } from './findings/symptom.ts';
import { WALK_FINDINGS } from './findings/walk.ts';
import type { Direction } from './flow.ts';

export { type SourceGroup, STEP_IDS, type StepId } from './findings/table.ts';

/**
 * Every finding that an analyzer can state: the group that it counts in and the step that it belongs to.
 * A code is a noun that stays true for all three readings ("return-unseen" can be seen, not seen, or undecidable).
 * One file of `findings/` for each kind of witness; their order here is the order of findings within a step.
 */
export const FINDINGS = {
  ...SESSION_FINDINGS,
  ...ROUTING_FINDINGS,
  ...FIREWALL_FINDINGS,
  ...CAPTURE_FINDINGS,
  ...AWS_FINDINGS,
  ...WALK_FINDINGS,
  ...HOST_FINDINGS,
  ...BLAST_FINDINGS,
  ...SYMPTOM_FINDINGS,
} as const;

export type FindingCode = keyof typeof FINDINGS;

/**
 * `not-seen` is said only when the source could have shown it (right device, right time, complete output);
 * everything else is `could-not-tell` and weighs nothing.
 */
export type FindingReading = 'seen' | 'not-seen' | 'could-not-tell';

export type FindingValue = string | number | boolean | null;

/** What an analyzer states. It never names a cause. `observers` are the devices that it is about, none for a person. */
export interface Finding {
  /** `f1`, `f2`, … in the order of steps, codes and observers. */
  readonly id: string;
  readonly code: FindingCode;
  readonly observers: readonly string[];
  readonly direction: Direction | null;
  readonly reading: FindingReading;
  readonly values: Readonly<Record<string, FindingValue>>;
  readonly citations: readonly Citation[];
}

/** A finding before it has its number. */
export type Observation = Omit<Finding, 'id'>;
