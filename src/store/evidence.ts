import { sql } from 'kysely';
import type { RawEvidence } from '../model/evidence.ts';
import type { CaptureDigest } from '../model/facts.ts';
import { redact } from './redact.ts';
import type { Db } from './schema.ts';
import { storable, toJson } from './storable.ts';

export interface NewEvidence {
  readonly caseId: string;
  /** The Slack message that carried it, and which part of it: `text` or `file:<id>`. */
  readonly messageTs: string;
  readonly part: string;
  readonly author: string;
  readonly obtained: RawEvidence['obtained'];
  /** A file's name; null lets a paste be numbered. */
  readonly name: string | null;
  readonly text: string;
  /** What was read of a capture; the text is empty then. */
  readonly capture?: CaptureDigest | null;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Set for what a device answered: who was asked what, and when. */
  readonly from?: Provenance;
}

/** `takenAt` is ISO 8601. `point` is a capture stage or an interface. */
export interface Provenance {
  readonly observer: string;
  readonly command: string;
  readonly point: string | null;
  readonly takenAt: string;
}

/**
 * Keeps one piece of evidence, with its secrets taken out, under a name that is unique in the case.
 * Returns that name. The same part of the same message again replaces its text and keeps its name.
 */
export async function keepEvidence(db: Db, given: NewEvidence): Promise<string> {
  const body = storable(redact(given.text).text);
  const capture = given.capture == null ? null : toJson(given.capture);
  const known = await db
    .selectFrom('evidence')
    .select(['id', 'source'])
    .where('case_id', '=', given.caseId)
    .where('message_ts', '=', given.messageTs)
    .where('part', '=', given.part)
    .executeTakeFirst();
  if (known !== undefined) {
    const edited = { body, capture, deleted: false, edited_at: new Date(given.receivedAt) };
    await db.updateTable('evidence').set(edited).where('id', '=', known.id).execute();
    return known.source;
  }
  const source = await freeName(db, given.caseId, given.name === null ? null : storable(given.name));
  await db
    .insertInto('evidence')
    .values({
      case_id: given.caseId,
      source,
      message_ts: given.messageTs,
      part: given.part,
      author: given.author,
      obtained: given.obtained,
      body,
      capture,
      deleted: false,
      received_at: new Date(given.receivedAt),
      edited_at: null,
      ...provenance(given.from),
    })
    .execute();
  return source;
}

function provenance(from: Provenance | undefined) {
  if (from === undefined) return {};
  const { observer, command, point, takenAt } = from;
  return { observer, command, point, taken_at: new Date(takenAt) };
}

/** Empties and hides what a message had given (all of it, or one part). Returns the names that went. */
export async function forgetEvidence(
  db: Db,
  caseId: string,
  messageTs: string,
  part: string | null = null,
): Promise<readonly string[]> {
  let query = db
    .updateTable('evidence')
    .set({ body: '', capture: null, deleted: true })
    .where('case_id', '=', caseId)
    .where('message_ts', '=', messageTs)
    .where('deleted', '=', false);
  if (part !== null) query = query.where('part', '=', part);
  const rows = await query.returning('source').execute();
  return rows.map((row) => row.source);
}

/**
 * All evidence of a case in the order in which it came, ready for a triage. A message's time stands for when it was
 * taken; for what came by no message, the time when the device answered, else when it arrived. `messageTs`: only what
 * that message, or that run, gave.
 */
export async function evidenceOf(
  db: Db,
  caseId: string,
  messageTs: string | null = null,
): Promise<readonly RawEvidence[]> {
  const all = db
    .selectFrom('evidence')
    .select(['source', 'body', 'capture', 'obtained', 'message_ts', 'received_at'])
    .select(['observer', 'command', 'point', 'taken_at'])
    .where('case_id', '=', caseId)
    .where('deleted', '=', false)
    .orderBy('id');
  const rows = await (messageTs === null ? all : all.where('message_ts', '=', messageTs)).execute();
  return rows.map((row) => ({
    source: row.source,
    text: row.body,
    obtained: row.obtained,
    ...(row.capture === null ? {} : { capture: row.capture }),
    ...(row.observer === null ? {} : { observer: row.observer }),
    ...(row.command === null ? {} : { command: row.command }),
    ...(row.point === null ? {} : { point: row.point }),
    takenAt: (row.taken_at ?? timeOf(row.message_ts) ?? row.received_at).toISOString(),
  }));
}

/** A Slack timestamp is seconds since 1970 with six decimals; null for an id of another form. */
function timeOf(messageTs: string): Date | null {
  return /^\d{1,11}(?:\.\d+)?$/.test(messageTs) ? new Date(Number(messageTs) * 1000) : null;
}

/** What one message gave to a case: part, name and text of each piece that still counts. */
export async function evidenceOfMessage(
  db: Db,
  caseId: string,
  messageTs: string,
): Promise<readonly { readonly part: string; readonly source: string; readonly body: string }[]> {
  return db
    .selectFrom('evidence')
    .select(['part', 'source', 'body'])
    .where('case_id', '=', caseId)
    .where('message_ts', '=', messageTs)
    .where('deleted', '=', false)
    .orderBy('id')
    .execute();
}

async function freeName(db: Db, caseId: string, wanted: string | null): Promise<string> {
  // Only names that begin so can be in the way: a watch keeps hundreds of others.
  const begin = wanted ?? 'paste-';
  const rows = await db
    .selectFrom('evidence')
    .select('source')
    .where('case_id', '=', caseId)
    .where(sql<boolean>`starts_with(source, ${begin})`)
    .execute();
  const taken = new Set(rows.map((row) => row.source));
  if (wanted !== null && !taken.has(wanted)) return wanted;
  for (let number = wanted === null ? 1 : 2; ; number += 1) {
    const name = wanted === null ? `paste-${number}` : `${wanted} (${number})`;
    if (!taken.has(name)) return name;
  }
}
