import { sql } from 'kysely';
import type { CaptureDigest } from '../model/facts.ts';
import { keepEvidence, type Provenance } from './evidence.ts';
import type { Db } from './schema.ts';

/** What one firewall gave in one run: a reply's text, or what was read of a capture that it made. */
export interface DeviceGiven {
  readonly caseId: string;
  readonly runId: string;
  /** Which step and reading of the run it is of; the same again replaces what was kept. */
  readonly part: string;
  readonly askedBy: string;
  readonly from: Provenance;
  readonly text: string;
  readonly capture?: CaptureDigest | null;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** `source` is null when there was no room. `says` is a sentence for people when something was dropped or refused. */
export interface DeviceKept {
  readonly source: string | null;
  readonly says: string | null;
}

/** Characters of device replies that one case keeps: a triage reads all of them again and again. */
export const DEVICE_EVIDENCE_MOST = 12_000_000;

/**
 * Keeps what a firewall answered as evidence named `PA-A: show session id 4711`, without its secrets. When a case would
 * hold more than `most` characters of replies, the oldest readings of the same command by the same device make room;
 * when that is not enough, nothing is kept.
 */
export async function keepDeviceReply(
  tx: Db,
  given: DeviceGiven,
  most: number = DEVICE_EVIDENCE_MOST,
): Promise<DeviceKept> {
  const { observer, command } = given.from;
  const called = `${observer}: ${command}`;
  const dropped = await makeRoom(tx, given, most);
  if (dropped === null) {
    return { source: null, says: `The answer to ${called} was not kept: this case holds as much as it can.` };
  }
  const source = await keepEvidence(tx, {
    caseId: given.caseId,
    messageTs: given.runId,
    part: given.part,
    author: given.askedBy,
    obtained: 'api',
    name: given.from.point === null ? called : `${called} (${given.from.point})`,
    text: given.text,
    capture: given.capture ?? null,
    receivedAt: given.receivedAt,
    from: given.from,
  });
  const readings = dropped === 1 ? '1 older reading' : `${dropped} older readings`;
  return { source, says: dropped === 0 ? null : `To make room, ${readings} of ${called} went.` };
}

/**
 * The names of the evidence that firewalls gave themselves. What people paste can name a firewall in its prompt as well,
 * so only this may decide what is done on one.
 */
export async function deviceSources(db: Db, caseId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('evidence')
    .select('source')
    .where('case_id', '=', caseId)
    .where('obtained', '=', 'api')
    .where('deleted', '=', false)
    .execute();
  return new Set(rows.map(({ source }) => source));
}

/** Bytes of all replies of a case: at least as many as they have characters, and told without reading them. */
async function bytesKept(tx: Db, caseId: string): Promise<number> {
  const row = await tx
    .selectFrom('evidence')
    .select(sql<number>`coalesce(sum(octet_length(body)), 0)::float8`.as('bytes'))
    .where('case_id', '=', caseId)
    .where('obtained', '=', 'api')
    .where('deleted', '=', false)
    .executeTakeFirstOrThrow();
  return row.bytes;
}

/** Returns how many older readings were dropped, or null when dropping all of them would not be enough. */
async function makeRoom(tx: Db, given: DeviceGiven, most: number): Promise<number | null> {
  if ((await bytesKept(tx, given.caseId)) + given.text.length <= most) return 0;
  const rows = await tx
    .selectFrom('evidence')
    .select(['id', 'message_ts', 'part', 'observer', 'command'])
    .select(({ fn }) => fn<number>('length', ['body']).as('size'))
    .where('case_id', '=', given.caseId)
    .where('obtained', '=', 'api')
    .where('deleted', '=', false)
    .orderBy('id')
    .execute();
  const others = rows.filter((row) => row.message_ts !== given.runId || row.part !== given.part);
  let over = others.reduce((sum, row) => sum + row.size, given.text.length) - most;
  const going: number[] = [];
  for (const row of others) {
    if (over <= 0) break;
    if (row.observer !== given.from.observer || row.command !== given.from.command) continue;
    going.push(row.id);
    over -= row.size;
  }
  if (over > 0) return null;
  if (going.length > 0) {
    const gone = { body: '', capture: null, deleted: true };
    await tx.updateTable('evidence').set(gone).where('id', 'in', going).execute();
  }
  return going.length;
}
