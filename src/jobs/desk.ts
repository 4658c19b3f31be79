import type { Fleet } from '../model/fleet.ts';
import type { LiveRun, RunKind } from '../model/live-run.ts';
import type { Result } from '../model/result.ts';
import type { Db } from '../store/schema.ts';

/** What is to be done on live firewalls. Whether whoever asks may have it has been decided by the caller. */
export interface RunOrder {
  readonly caseId: string;
  readonly kind: RunKind;
  /** Names of devices of the fleet. */
  readonly devices: readonly string[];
  /** A Slack user id. */
  readonly askedBy: string;
  /** The approved request, for `capture` and `clear`. */
  readonly approvalId: string | null;
}

/** What a desk is told when it is opened: whom it tells of its runs. */
export interface DeskHooks {
  /** A run was begun, has come a step further, or has ended; called in the transaction that says so. */
  readonly announce: (tx: Db, run: LiveRun) => Promise<void>;
  /** That transaction is done. */
  readonly onAnnounced: () => void;
}

export type OpenLiveDesk = (hooks: DeskHooks) => Promise<LiveDesk>;

/** Where work on live firewalls is ordered. */
export interface LiveDesk {
  readonly fleet: Fleet;
  /**
   * Puts a run at the end of the queue, in the caller's transaction. Fails with a Problem when the case has a run of the
   * same kind that has not ended.
   */
  begin(tx: Db, order: RunOrder, now: number): Promise<Result<LiveRun>>;
  /** Asks a run to end: what was begun on a device is undone first. False when it has ended already or is unknown. */
  cancel(tx: Db, runId: string, by: string, now: number): Promise<boolean>;
  /** Resolves when nothing is being run at this moment. */
  idle(): Promise<void>;
  /** Takes no more; a run that was begun goes on at the next start. */
  stop(): Promise<void>;
}
