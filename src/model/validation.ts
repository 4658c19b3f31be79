import type { Citation } from './evidence.ts';
import type { Finding, FindingValue } from './finding.ts';

/** What a fix is proved by. Each is answered from the readings of one firewall, in the order of their times. */
export const CHECK_IDS = [
  /** The broken session, its start and its byte counts were written down before the fix. */
  'broken-flow-noted',
  /** The broken session of before the fix is no longer there. */
  'old-session-gone',
  /** A session formed after the fix. */
  'new-session',
  /** Both byte counts of a new session grew between two readings close to each other. */
  'both-grow',
  /** A window after the fix in which none of the counters that a split path moves did move. */
  'drops-stop',
  /** Both directions of one new session grew over two minutes. */
  'sustained',
  /** No session of these ends that formed before the fix is left. */
  'stale-flows',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/**
 * What the evidence of one moment says of one check. `holds` null: it was looked at and settles nothing, and `values`
 * tell why. `at` is when it was shown (ISO 8601), null when that is not known.
 */
export interface Sign {
  readonly check: CheckId;
  readonly observer: string;
  readonly holds: boolean | null;
  readonly at: string | null;
  readonly values: Readonly<Record<string, FindingValue>>;
  readonly citations: readonly Citation[];
}

/** What the evidence of one moment shows when nothing else is looked at. */
export interface Moment {
  readonly at: string;
  readonly findings: readonly Finding[];
}

/** All that the checklist is judged by. Without a fix there are no moments after it. */
export interface Validation {
  readonly fixedAt: string | null;
  /** What was shown before the fix; everything when no fix was reported. */
  readonly before: readonly Finding[];
  /** The evidence since the fix, moment by moment, oldest first. */
  readonly moments: readonly Moment[];
  /** What all of it shows together. */
  readonly after: readonly Finding[];
  readonly signs: readonly Sign[];
  /** How many pieces of evidence have no time of their own, and so count neither as before nor as after. */
  readonly untimed: number;
}
