import type { ColumnType, Generated, Kysely } from 'kysely';
import type { Approval, LiveAction } from '../model/approval.ts';
import type { CaseEvent, Tick } from '../model/case.ts';
import type { RawEvidence } from '../model/evidence.ts';
import type { CaptureDigest } from '../model/facts.ts';
import type { Flow } from '../model/flow.ts';
import type { LiveRun, RunStep } from '../model/live-run.ts';
import type { Symptom } from '../model/symptom.ts';
import type { Triage } from '../model/triage.ts';

/** A `jsonb` column: read as a value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

interface CaseTable {
  readonly id: string;
  readonly number: number;
  readonly team: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly card: string | null;
  readonly opened_by: string;
  readonly opened_at: Date;
  readonly flow: Json<Flow | null>;
  readonly symptoms: Json<readonly Symptom[]>;
  readonly fixed_at: Date | null;
  readonly status: 'open' | 'closed';
}

interface EvidenceTable {
  readonly id: Generated<number>;
  readonly case_id: string;
  readonly source: string;
  readonly message_ts: string;
  /** `text` for the message's own text, `file:<id>` for a file of it. */
  readonly part: string;
  readonly author: string;
  readonly obtained: RawEvidence['obtained'];
  /** Redacted; emptied when the message was deleted. */
  readonly body: string;
  /** What was read of a packet capture; its packets are not kept. */
  readonly capture: ColumnType<CaptureDigest | null, string | null | undefined, string | null>;
  readonly deleted: boolean;
  readonly received_at: Date;
  readonly edited_at: Date | null;
  /** Who was asked what, and when, when a device answered; null for what people gave. */
  readonly observer: ColumnType<string | null, string | null | undefined, never>;
  readonly command: ColumnType<string | null, string | null | undefined, never>;
  readonly point: ColumnType<string | null, string | null | undefined, never>;
  readonly taken_at: ColumnType<Date | null, Date | null | undefined, never>;
}

interface DiagnosisTable {
  readonly case_id: string;
  readonly revision: number;
  readonly triage: Json<Triage>;
  readonly made_at: Date;
}

interface TickTable {
  readonly id: Generated<number>;
  readonly case_id: string;
  readonly item: string;
  readonly state: Tick['state'];
  readonly by: string;
  readonly at: Date;
}

interface CaseEventTable {
  readonly id: Generated<number>;
  readonly case_id: string;
  readonly at: Date;
  readonly by: string | null;
  readonly kind: CaseEvent['kind'];
  readonly text: string;
}

interface InboxKeyTable {
  readonly key: string;
  readonly received_at: Date;
}

interface InboxTable {
  readonly id: Generated<number>;
  readonly lane: string;
  /** Emptied once handled: what a case keeps is in its evidence. */
  readonly job: Json<unknown>;
  readonly state: 'new' | 'claimed' | 'done' | 'failed';
  readonly attempts: Generated<number>;
  readonly due_at: Date;
  readonly lease_until: Date | null;
  readonly received_at: Date;
  readonly error: string | null;
}

interface OutboxTable {
  readonly id: Generated<number>;
  readonly op_id: string;
  /** What is sent in order: the channel for posts, one queue of its own for each answer to a response URL. */
  readonly queue: string;
  readonly case_id: string | null;
  readonly letter: Json<unknown>;
  readonly state: 'queued' | 'sending' | 'sent' | 'failed' | 'superseded';
  /** A try was made and nobody knows whether Slack took it. */
  readonly uncertain: boolean;
  readonly attempts: Generated<number>;
  readonly due_at: Date;
  readonly lease_until: Date | null;
  readonly queued_at: Date;
  readonly ts: string | null;
  readonly error: string | null;
  /** The place that a message holds in its case (`card`, `checklist`), so that a later one can replace it. */
  readonly slot: string | null;
}

interface PostTable {
  readonly case_id: string;
  readonly slot: string;
  readonly ts: string;
}

interface LiveRunTable {
  readonly id: string;
  readonly number: number;
  readonly case_id: string;
  readonly kind: LiveRun['kind'];
  readonly devices: Json<readonly string[]>;
  readonly asked_by: string;
  readonly approval_id: string | null;
  readonly state: LiveRun['state'];
  readonly steps: Json<readonly RunStep[]>;
  readonly asked_at: Date;
  readonly ended_at: Date | null;
  readonly cancelled_by: string | null;
  readonly says: string | null;
}

interface ApprovalTable {
  readonly id: string;
  readonly case_id: string;
  readonly action: Json<LiveAction>;
  readonly risk: Approval['risk'];
  readonly commands: Json<readonly string[]>;
  readonly requested_by: string;
  readonly requested_at: Date;
  readonly expires_at: Date;
  readonly basis: string;
  readonly state: Approval['state'];
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
}

/** Written once, never changed. */
interface AuditTable {
  readonly seq: number;
  /** The entry as the text that was digested. */
  readonly entry: string;
  readonly previous: string;
  readonly digest: string;
}

export interface Schema {
  readonly cases: CaseTable;
  readonly evidence: EvidenceTable;
  readonly diagnoses: DiagnosisTable;
  readonly ticks: TickTable;
  readonly case_events: CaseEventTable;
  readonly inbox_keys: InboxKeyTable;
  readonly inbox: InboxTable;
  readonly outbox: OutboxTable;
  readonly posts: PostTable;
  readonly live_runs: LiveRunTable;
  readonly approvals: ApprovalTable;
  readonly audit: AuditTable;
}

/** The database, or a transaction on it: every function of this room takes either. */
export type Db = Kysely<Schema>;
