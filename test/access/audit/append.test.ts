import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendAudit } from '../../../src/access/audit/append.ts';
import { AUDIT_ORIGIN, chainDigest } from '../../../src/access/audit/chain.ts';
import { readEntry } from '../../../src/access/audit/entry-text.ts';
import type { AuditEntry } from '../../../src/model/audit.ts';
import { memoryStore } from '../../store/memory-store.ts';
import { auditEntry, emptyAudit } from './sample-entry.ts';

const db = memoryStore();
beforeEach(() => emptyAudit(db()));

async function append(...entries: readonly AuditEntry[]): Promise<void> {
  for (const entry of entries)
    await db()
      .transaction()
      .execute((tx) => appendAudit(tx, entry));
}

function rows() {
  return db().selectFrom('audit').selectAll().orderBy('seq').execute();
}

describe('adding to the audit', () => {
  it('numbers the records and chains each to the one before, from a fixed origin', async () => {
    await append(auditEntry(), auditEntry({ outcome: 'the second' }));
    const [first, second] = await rows();
    expect([first?.seq, second?.seq]).toEqual([1, 2]);
    expect(first?.previous).toBe(AUDIT_ORIGIN);
    expect(second?.previous).toBe(first?.digest);
    expect(second?.digest).toBe(chainDigest(first?.digest ?? '', second?.entry ?? ''));
  });

  it('digests what anybody can compute: SHA-256 of the digest before, a line end and the text', () => {
    expect(chainDigest(AUDIT_ORIGIN, '{"at":"x"}')).toBe(
      // printf '%064d\n{"at":"x"}' 0 | sha256sum
      'ff75641f92879d175c0095ec8f091a698976e00c579ac1a80c61ba1dbcf1d516',
    );
  });

  it('gives an entry back as it was', async () => {
    await append(auditEntry({ event: 'approval-denied', who: null, risk: null }));
    const [row] = await rows();
    expect(readEntry(row?.entry ?? '')).toEqual(auditEntry({ event: 'approval-denied', who: null, risk: null }));
  });

  it('writes the same text whatever order the fields of an entry come in', async () => {
    const turned = Object.fromEntries(Object.entries(auditEntry()).toReversed());
    await append(auditEntry(), { ...auditEntry(), ...turned });
    const [one, other] = await rows();
    expect(one?.entry).toBe(other?.entry);
  });

  it('takes secrets out of every field', async () => {
    const secret = 'xoxb-1234567890-abcdefghij';
    const texts = [
      'at',
      'who',
      'channel',
      'caseId',
      'runId',
      'approvalId',
      'device',
      'command',
      'outcome',
      'replySha256',
    ];
    await append(auditEntry(Object.fromEntries(texts.map((field) => [field, `it was ${secret} then`]))));
    const [row] = await rows();
    expect(row?.entry).not.toContain(secret);
    expect(row?.entry.match(/\[redacted\]/g)).toHaveLength(texts.length);
  });

  it('cuts what is too long, after secrets are out of it, and keeps what no database takes out', async () => {
    const outcome = `${'x'.repeat(985)} xoxb-1234567890-abcdefghij ${'y'.repeat(5_000)}`;
    await append(auditEntry({ outcome, command: `\u0000\ud800${'z'.repeat(9_000)}` }));
    const entry = readEntry((await rows())[0]?.entry ?? '');
    expect(entry?.outcome).toHaveLength(1_000);
    expect(entry?.outcome).not.toContain('xoxb');
    expect(entry?.command?.length).toBe(3_000);
    expect(entry?.command?.startsWith('\ufffd\ufffdz')).toBe(true);
  });

  it('is refused outside of a transaction, which is what keeps two from taking one number', async () => {
    await expect(appendAudit(db(), auditEntry())).rejects.toThrow(/transaction/);
  });

  it('leaves nothing behind when its transaction fails', async () => {
    const failing = db()
      .transaction()
      .execute(async (tx) => {
        await appendAudit(tx, auditEntry());
        throw new Error('and then something went wrong');
      });
    await expect(failing).rejects.toThrow('and then');
    await append(auditEntry());
    expect((await rows()).map(({ seq }) => seq)).toEqual([1]);
  });

  it('gives many that add at once numbers of their own', async () => {
    const outcomes = Array.from({ length: 20 }, (_, index) => `number ${index}`);
    await Promise.all(outcomes.map((outcome) => append(auditEntry({ outcome }))));
    expect((await rows()).map(({ seq }) => seq)).toEqual(outcomes.map((_, index) => index + 1));
  });
});

describe('changing the audit', () => {
  it.each([
    ['an update', sql`update audit set entry = 'x'`],
    ['a deletion', sql`delete from audit`],
    ['a deletion of nothing', sql`delete from audit where seq = 99`],
    ['emptying it', sql`truncate audit`],
  ])('is refused by the database: %s', async (_, statement) => {
    await append(auditEntry());
    await expect(statement.execute(db())).rejects.toThrow('the audit is added to and never changed');
    expect(await rows()).toHaveLength(1);
  });
});
