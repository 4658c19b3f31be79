/** `live`: the sequence of questions. `watch`: sampling after a fix. `capture` and `clear`: what was approved. */
export const RUN_KINDS = ['live', 'watch', 'capture', 'clear'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

export type RunState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

/** How one device fared in one step. `says` names what failed, in a sentence; null when nothing did. */
export interface DeviceOutcome {
  readonly device: string;
  readonly state: 'done' | 'failed' | 'not-asked';
  readonly says: string | null;
}

export interface RunStep {
  readonly id: string;
  readonly title: string;
  /** `part`: some devices answered and some did not. */
  readonly state: 'waiting' | 'running' | 'done' | 'part' | 'failed' | 'skipped';
  readonly devices: readonly DeviceOutcome[];
  /** What it brought or why it was left out, in a sentence. */
  readonly says: string | null;
}

/** One piece of work on live firewalls for one case. Times are ISO 8601. */
export interface LiveRun {
  /** `run-7`. */
  readonly id: string;
  readonly caseId: string;
  readonly kind: RunKind;
  /** The firewalls that are asked. */
  readonly devices: readonly string[];
  readonly askedBy: string;
  /** The approval that it runs under; null where none is needed. */
  readonly approvalId: string | null;
  readonly state: RunState;
  readonly steps: readonly RunStep[];
  readonly askedAt: string;
  readonly endedAt: string | null;
  /** Who cancelled it. */
  readonly cancelledBy: string | null;
  /** How it ended, in a sentence. */
  readonly says: string | null;
}
