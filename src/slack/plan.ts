import type { LiveDesk } from '../jobs/desk.ts';
import type { Log } from '../log.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Triage, TriageInput } from '../model/triage.ts';
import type { Clock } from '../store/clock.ts';
import type { Db } from '../store/schema.ts';
import type { Download } from './files.ts';
import type { SlackApi } from './web-api.ts';

/** Everything that doing a job takes. */
export interface Bot {
  readonly db: Db;
  readonly clock: Clock;
  readonly api: SlackApi;
  readonly download: Download;
  readonly triage: (input: TriageInput) => Triage;
  readonly botUserId: string;
  /** Where work on live firewalls is ordered; null when none may be asked. */
  readonly live: LiveDesk | null;
  /** The firewalls that there are and who may have what of them; null without a fleet file. */
  readonly fleet: Fleet | null;
  readonly log: Log;
}

/**
 * What a job comes to, once everything outside the database has been asked. `commit` writes all of it, and the job's
 * end with it, in one transaction: a job is done wholly or not at all. `later` puts the job back for a while.
 */
export type Plan =
  | { readonly kind: 'commit'; readonly commit: (tx: Db) => Promise<void> }
  | { readonly kind: 'later'; readonly ms: number };

export const NOTHING: Plan = { kind: 'commit', commit: async () => undefined };

export function commit(work: (tx: Db) => Promise<void>): Plan {
  return { kind: 'commit', commit: work };
}
