import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendAudit } from '../../../src/access/audit/append.ts';
import { AUDIT_ORIGIN, chainDigest } from '../../../src/access/audit/chain.ts';
import { verifyAudit } from '../../../src/access/audit/verify.ts';
import type { AuditRow } from '../../../src/store/audit.ts';
import { memoryStore } from '../../store/memory-store.ts';
import { auditEntry, emptyAudit, tamper } from './sample-entry.ts';

const RECORDS = 9;
const db = memoryStore();
let whole: readonly AuditRow[] = [];

beforeEach(async () => {
  await emptyAudit(db());
  for (let index = 1; index <= RECORDS; index += 1) {
    await db()
      .transaction()
      .execute((tx) => appendAudit(tx, auditEntry({ outcome: `outcome ${index}`, runId: `run-${index}` })));
  }
  whole = await db().selectFrom('audit').selectAll().orderBy('seq').execute();
});

/** Puts other rows in the place of what was kept. */
async function replace(rows: readonly AuditRow[]): Promise<void> {
  await emptyAudit(db());
  if (rows.length > 0)
    await db()
      .insertInto('audit')
      .values([...rows])
      .execute();
}

function rowAt(seq: number): AuditRow {
  const row = whole[seq - 1];
  if (row === undefined) throw new Error(`there is no record ${seq}`);
  return row;
}

const HEAD = () => rowAt(RECORDS).digest;

describe('verifying the audit', () => {
  it('counts the records of a whole chain and gives its head, whatever the size of a page', async () => {
    for (const pageSize of [1, 2, RECORDS, 500]) {
      expect(await verifyAudit(db(), { pageSize })).toEqual({ ok: true, count: RECORDS, head: HEAD() });
    }
  });

  it('finds an empty one whole, with the origin as its head', async () => {
    await emptyAudit(db());
    expect(await verifyAudit(db())).toEqual({ ok: true, count: 0, head: AUDIT_ORIGIN });
  });

  it('hands over every record that holds, in order', async () => {
    const seen: string[] = [];
    await verifyAudit(db(), { pageSize: 4, onRecord: ({ seq, entry }) => seen.push(`${seq} ${entry.outcome}`) });
    expect(seen).toEqual(whole.map(({ seq }) => `${seq} outcome ${seq}`));
  });

  it('names the first record of which any one character was changed, in any of its columns', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: RECORDS }),
        fc.constantFrom('entry' as const, 'previous' as const, 'digest' as const),
        fc.nat(),
        fc.constantFrom('0', '1', ' ', 'é', '"'),
        async (seq, column, position, character) => {
          const text = rowAt(seq)[column];
          const at = position % text.length;
          fc.pre(text[at] !== character);
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          await replace(whole.map((row) => (row.seq === seq ? { ...row, [column]: changed } : row)));
          expect(await verifyAudit(db())).toMatchObject({ ok: false, seq, fault: 'changed', count: seq - 1 });
        },
      ),
      { numRuns: 120 },
    );
  });

  it('finds any record that was taken out', async () => {
    for (let seq = 1; seq < RECORDS; seq += 1) {
      await replace(whole.filter((row) => row.seq !== seq));
      expect(await verifyAudit(db())).toMatchObject({ ok: false, seq, fault: 'missing', count: seq - 1 });
    }
  });

  it('finds a record that was taken out although the others were numbered anew', async () => {
    for (let seq = 1; seq < RECORDS; seq += 1) {
      const rest = whole.filter((row) => row.seq !== seq).map((row, index) => ({ ...row, seq: index + 1 }));
      await replace(rest);
      expect(await verifyAudit(db())).toMatchObject({ ok: false, seq, fault: 'out-of-order' });
    }
  });

  it('finds any order but the one in which they were written', async () => {
    const order = fc.shuffledSubarray([...Array(RECORDS).keys()], { minLength: RECORDS, maxLength: RECORDS });
    await fc.assert(
      fc.asyncProperty(order, async (places) => {
        const first = places.findIndex((place, index) => place !== index);
        fc.pre(first >= 0);
        await replace(places.map((place, index) => ({ ...rowAt(place + 1), seq: index + 1 })));
        expect(await verifyAudit(db())).toMatchObject({ ok: false, seq: first + 1, fault: 'out-of-order' });
      }),
      { numRuns: 40 },
    );
  });

  it('finds a record that was changed and digested anew, by the one behind it', async () => {
    const row = rowAt(4);
    const entry = row.entry.replace('outcome 4', 'outcome X');
    await replace(
      whole.map((one) => (one.seq === 4 ? { ...one, entry, digest: chainDigest(one.previous, entry) } : one)),
    );
    expect(await verifyAudit(db())).toMatchObject({ ok: false, seq: 5, fault: 'out-of-order' });
  });

  it('finds records from before the beginning', async () => {
    await tamper(db(), sql`update audit set seq = seq - 1`);
    expect(await verifyAudit(db())).toMatchObject({ ok: false, seq: 1, fault: 'out-of-order', count: 0 });
  });

  it('finds a cut end, or all of it written anew, only against a digest that was noted', async () => {
    await replace(whole.slice(0, 6));
    expect(await verifyAudit(db())).toMatchObject({ ok: true, count: 6 });
    expect(await verifyAudit(db(), { anchor: HEAD() })).toMatchObject({ ok: false, seq: 7, fault: 'cut', count: 6 });
    await replace([]);
    expect(await verifyAudit(db(), { anchor: HEAD() })).toMatchObject({ ok: false, seq: 1, fault: 'cut', count: 0 });
  });

  it('takes a digest that the chain has grown beyond, its first digits, and capital letters', async () => {
    for (const anchor of [AUDIT_ORIGIN, rowAt(3).digest, HEAD(), HEAD().slice(0, 16), HEAD().toUpperCase()]) {
      expect(await verifyAudit(db(), { anchor })).toMatchObject({ ok: true, count: RECORDS });
    }
  });
});
