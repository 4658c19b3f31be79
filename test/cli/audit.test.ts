import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit } from '../../src/access/audit/append.ts';
import { chainDigest } from '../../src/access/audit/chain.ts';
import { auditCommand } from '../../src/cli/audit.ts';
import type { AuditEntry } from '../../src/model/audit.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { auditEntry, tamper } from '../access/audit/sample-entry.ts';
import { standIn } from './stand-in.ts';

const HOSTILE = '=HYPERLINK("http://203.0.113.9","a, b")';
const ENTRIES: readonly AuditEntry[] = [
  auditEntry(),
  auditEntry({ caseId: 'RT-3', outcome: 'the case in question' }),
  auditEntry({ caseId: 'RT-3', outcome: HOSTILE, command: 'two\nlines' }),
];

let folder = '';
let changed = '';
let head = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roundtrip-audit-'));
  changed = mkdtempSync(join(tmpdir(), 'roundtrip-audit-'));
  await within(folder, async ({ db }) => {
    for (const entry of ENTRIES) await db.transaction().execute((tx) => appendAudit(tx, entry));
    const last = await db.selectFrom('audit').select('digest').orderBy('seq', 'desc').executeTakeFirstOrThrow();
    head = last.digest;
  });
  cpSync(folder, changed, { recursive: true });
  await within(changed, ({ db }) => tamper(db, sql`update audit set entry = replace(entry, 'question', 'answer')`));
});

afterAll(() => {
  for (const made of [folder, changed]) rmSync(made, { recursive: true, force: true });
});

async function within<T>(place: string, work: (store: Store) => Promise<T>): Promise<T> {
  const opened = await openStore({ folder: place });
  if (!opened.ok) throw new Error(opened.error.message);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

async function asked(place: string, ...words: readonly string[]) {
  const { io, written } = standIn();
  return { code: await auditCommand(words, io, { ROUNDTRIP_DATA: place }), ...written };
}

describe('roundtrip audit verify', () => {
  it('says that the chain is whole, how long it is, and its head', async () => {
    const { code, out, err } = await asked(folder, 'verify');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`The chain of 3 records is whole; head ${head}`);
    expect(out).toContain('--head DIGEST');
  });

  it('names the first record that was changed, and says so with its exit code', async () => {
    const { code, out } = await asked(changed, 'verify');
    expect(code).toBe(1);
    expect(out).toContain('Record 2 was changed');
  });

  it('takes a head that was noted, and says when it is gone', async () => {
    expect(await asked(folder, 'verify', '--head', head)).toMatchObject({
      code: 0,
      out: expect.not.stringContaining('--head'),
    });
    const { code, out } = await asked(folder, 'verify', '--head', 'f'.repeat(64));
    expect(code).toBe(1);
    expect(out).toContain('is not in the chain');
  });

  it('is refused while a bot has the data, and says where to ask instead', async () => {
    const { code, err } = await within(folder, () => asked(folder, 'verify'));
    expect(code).toBe(2);
    expect(err).toMatch(/in use by process \d+.*@Roundtrip audit/);
  });
});

describe('roundtrip audit export', () => {
  it('writes one JSON object a record, from which anybody can compute the chain anew', async () => {
    const { code, out } = await asked(folder, 'export');
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines.map(({ seq, entry }) => [seq, entry])).toEqual(ENTRIES.map((entry, index) => [index + 1, entry]));
    expect(lines.map(({ previous, text, digest }) => chainDigest(previous, text) === digest)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('writes those of one case only', async () => {
    const { out } = await asked(folder, 'export', '--json', '--case', 'rt-3');
    expect(out.trimEnd().split('\n')).toHaveLength(2);
    expect(out).not.toContain('"caseId":"RT-1"');
  });

  it('writes a table in which no cell is a formula and no line is broken', async () => {
    const { out } = await asked(folder, 'export', '--csv');
    const lines = out.split('\r\n');
    expect(lines).toHaveLength(ENTRIES.length + 2);
    expect(lines[0]).toBe(
      'seq,at,event,who,channel,caseId,runId,approvalId,device,risk,command,outcome,replySha256,digest',
    );
    expect(lines[3]).toContain(`"'=HYPERLINK(""http://203.0.113.9"",""a, b"")"`);
    expect(lines[3]).toContain('"two\nlines"');
  });

  it('writes what was changed as it is now, without hiding it', async () => {
    expect((await asked(changed, 'export')).out).toContain('the case in answer');
  });
});

describe('roundtrip audit', () => {
  it.each([
    [[], 'say roundtrip audit verify'],
    [['verify', 'RT-3'], 'takes no names'],
    [['verify', '--head', 'abcd'], 'at least its first 16 hexadecimal digits'],
    [['verify', '--head', `${'0'.repeat(63)}x`], 'hexadecimal digits'],
    [['export', '--json', '--csv'], 'choose --json or --csv'],
    [['export', '--yaml'], '--yaml'],
  ])('refuses %j in one line', async (words, says) => {
    const { code, out, err } = await asked(folder, ...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^roundtrip: .*\n$/);
    expect(err).toContain(says);
  });

  it('makes no data where there are none', async () => {
    const { code, err } = await asked(join(folder, 'elsewhere'), 'verify');
    expect(code).toBe(2);
    expect(err).toContain('There are no data of Roundtrip here');
  });
});
