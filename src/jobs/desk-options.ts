import type { Log } from '../log.ts';
import type { Approval } from '../model/approval.ts';
import type { AuditEntry } from '../model/audit.ts';
import type { Devices } from '../model/device-reply.ts';
import type { CaptureDigest } from '../model/facts.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Result } from '../model/result.ts';
import type { Triage, TriageInput } from '../model/triage.ts';
import type { Store } from '../store/open-store.ts';
import type { Db } from '../store/schema.ts';
import type { DeskHooks } from './desk.ts';
import type { JobQueue } from './queue/job-queue.ts';

/** All that work on live firewalls needs. Only `devices` speaks to one. */
export interface DeskOptions extends DeskHooks {
  readonly store: Pick<Store, 'db' | 'clock'>;
  readonly log: Log;
  readonly fleet: Fleet;
  readonly devices: Devices;
  readonly triage: (input: TriageInput) => Triage;
  /** Reads the bytes of a packet capture to their end. */
  readonly readCapture: (bytes: AsyncIterable<Uint8Array>) => Promise<Result<CaptureDigest>>;
  /** Adds an entry to the audit, in the transaction that writes what it is about. */
  readonly audit: (tx: Db, entry: AuditEntry) => Promise<void>;
  readonly approvalOf: (tx: Db, id: string) => Promise<Approval | null>;
  /** Where jobs wait; without it pg-boss in the store's database. */
  readonly queue?: JobQueue;
}
