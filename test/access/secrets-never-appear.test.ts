import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendAudit } from '../../src/access/audit/append.ts';
import { keepDeviceReply } from '../../src/store/device-evidence.ts';
import { memoryStore } from '../store/memory-store.ts';
import { newCase } from '../store/new-case.ts';
import { findLeaks, leaksIn } from '../support/secret-scan.ts';
import { auditEntry, emptyAudit } from './audit/sample-entry.ts';

/** As an appliance makes them, and one with everything in it that is escaped on the way. */
const API_KEY = 'LUFRPT1aVGdGWkJ2T2xkUEE5eWpXcz0yUGxhY2U=';
const PASSWORD = `s3cret&<>"'%+\\/ö`;
const SECRETS = [API_KEY, PASSWORD];

const db = memoryStore();
beforeEach(() => emptyAudit(db()));

const FORMS: readonly (readonly [string, (secret: string) => string])[] = [
  ['as it is', (secret) => secret],
  ['in the other case', (secret) => swapped(secret)],
  ['in hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
  [
    'in hexadecimal with colons',
    (secret) =>
      Buffer.from(secret)
        .toString('hex')
        .replace(/..(?!$)/g, '$&:')
        .toUpperCase(),
  ],
  ['in base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in base64 behind one byte', (secret) => Buffer.from(`:${secret}`).toString('base64')],
  ['in base64 behind a name, as Basic sends it', (secret) => Buffer.from(`admin12:${secret}`).toString('base64')],
  ['in base64 for addresses', (secret) => Buffer.from(`u:${secret} and more`).toString('base64url')],
  ['in an address', (secret) => encodeURIComponent(secret)],
  ['in an address, every byte', (secret) => Buffer.from(secret).toString('hex').replace(/../g, '%$&')],
  ['in XML', xml],
  ['in XML, every character', (secret) => [...secret].map((one) => `&#${one.codePointAt(0)};`).join('')],
  ['in XML in an address', (secret) => encodeURIComponent(xml(secret))],
  ['in JSON', (secret) => JSON.stringify({ secret })],
  ['in XML in JSON', (secret) => JSON.stringify(`<key>${xml(secret)}</key>`)],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ secret }))],
];

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function swapped(text: string): string {
  return [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join('');
}

describe('looking for secrets', () => {
  it.each(FORMS)('finds one that is written %s', (_, write) => {
    expect(leaksIn(`before ${write(API_KEY)} behind`, SECRETS)).toMatchObject([{ secret: 1 }]);
    expect(leaksIn(`before ${write(PASSWORD)} behind`, SECRETS)).toMatchObject([{ secret: 2 }]);
  });

  it('finds any secret in any form behind any text', () => {
    const secret = fc.string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...'abcXYZ019+/=-_&<%"\\ö') });
    fc.assert(
      fc.property(secret, fc.constantFrom(...FORMS), fc.lorem({ maxCount: 3 }), (one, [, write], words) => {
        // Escapes that stand in the secret itself are undone with those around it.
        fc.pre(!/%[0-9a-f]{2}|\\(?:u|["\\/])/i.test(one));
        expect(leaksIn(`${words} ${write(one)}`, [one])).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('says where, and repeats no secret', async () => {
    await newCase(db(), { openedBy: API_KEY });
    const traces = {
      db: db(),
      messages: [{ text: 'nothing' }, { blocks: [{ text: PASSWORD }] }],
      log: [`x ${API_KEY}`],
    };
    const leaks = await findLeaks(traces, SECRETS);
    expect(leaks).toEqual([
      { secret: 1, form: 'plain', where: 'table cases' },
      { secret: 2, form: 'plain', where: 'message 2' },
      { secret: 1, form: 'plain', where: 'log line 1' },
    ]);
    expect(leaksIn(JSON.stringify(leaks), SECRETS)).toEqual([]);
  });

  it('looks into every table, also one that the program did not make', async () => {
    await sql`create schema if not exists other`.execute(db());
    await sql`create table other.jobs (data jsonb, raw bytea)`.execute(db());
    await sql`insert into other.jobs values (${JSON.stringify({ key: PASSWORD })}, ${Buffer.from(API_KEY)})`.execute(
      db(),
    );
    const leaks = await findLeaks({ db: db(), messages: [], log: [] }, SECRETS);
    await sql`drop schema other cascade`.execute(db());
    expect(leaks).toEqual([
      { secret: 1, form: 'hex', where: 'table jobs' },
      { secret: 2, form: 'plain', where: 'table jobs' },
    ]);
  });

  it('finds nothing where there is nothing, and refuses what is too short to look for', async () => {
    const traces = { db: db(), messages: ['LUFRPT', { text: 's3cret' }], log: ['nothing here'] };
    expect(await findLeaks(traces, SECRETS)).toEqual([]);
    await expect(findLeaks(traces, ['short'])).rejects.toThrow('at least 8 characters');
  });
});

describe('secrets on their way into the database', () => {
  it('never appear in the audit, whatever field they come in', async () => {
    const texts = ['who', 'channel', 'device', 'command', 'outcome'];
    for (const field of texts) {
      const entry = auditEntry({ [field]: `<key>${API_KEY}</key> password="${'pass-word-1'}"` });
      await db()
        .transaction()
        .execute((tx) => appendAudit(tx, entry));
    }
    expect(await findLeaks({ db: db(), messages: [], log: [] }, [API_KEY, 'pass-word-1'])).toEqual([]);
  });

  it('never appear in what a device answered', async () => {
    const about = await newCase(db());
    await keepDeviceReply(db(), {
      caseId: about.id,
      runId: 'run-1',
      askedBy: 'U1',
      part: 'key:0',
      receivedAt: Date.UTC(2026, 10, 10),
      from: { observer: 'FW-A', command: 'show system info', point: null, takenAt: '2026-11-10T09:30:00.000Z' },
      text: `<response status="success"><result><key>${API_KEY}</key><hostname>FW-A</hostname></result></response>`,
    });
    expect(await findLeaks({ db: db(), messages: [], log: [] }, [API_KEY])).toEqual([]);
  });
});
