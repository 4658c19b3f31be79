import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimJob, freeClaimedJobs, receive } from '../../src/store/inbox.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { claimLetter, enqueue, freeSendingLetters, letterSent } from '../../src/store/outbox.ts';
import { NOON } from './new-case.ts';

const ROOM = new URL('../../src/store/', import.meta.url).href;

/** A store that was opened once and closed: making one costs seconds, copying it does not. */
let fresh = '';
let folder = '';

beforeAll(async () => {
  fresh = mkdtempSync(join(tmpdir(), 'roundtrip-fresh-'));
  const made = await openStore({ folder: fresh });
  if (made.ok) await made.value.close();
  expect(made.ok).toBe(true);
});

afterAll(() => {
  rmSync(fresh, { recursive: true, force: true });
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roundtrip-store-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function copyFresh(): void {
  cpSync(fresh, folder, { recursive: true });
}

async function open(): Promise<Store> {
  const opened = await openStore({ folder });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** A process that opens the store, runs `work` on it (`store` and the room's functions by file), says so, and hangs. */
async function startHolder(work: string): Promise<{ readonly pid: number; kill(): Promise<void> }> {
  const script = `
    const { openStore } = await import(${JSON.stringify(`${ROOM}open-store.ts`)});
    const inbox = await import(${JSON.stringify(`${ROOM}inbox.ts`)});
    const outbox = await import(${JSON.stringify(`${ROOM}outbox.ts`)});
    const store = (await openStore({ folder: ${JSON.stringify(folder)} })).value;
    ${work}
    process.stdout.write('ready');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('ready');
  return {
    pid: child.pid ?? 0,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('a store in a folder', () => {
  it('keeps what was acknowledged when its process is killed, and says what is uncertain', async () => {
    copyFresh();
    const holder = await startHolder(`
      for (const name of ['a', 'b']) await inbox.receive(store.db, { lane: 'C1', job: { name }, keys: [name] }, ${NOON});
      await inbox.claimJob(store.db, ${NOON});
      for (const text of ['first', 'second']) {
        await outbox.enqueue(store.db, { queue: 'C1', caseId: null, letter: { text }, slot: null }, ${NOON});
      }
      await outbox.claimLetter(store.db, [], ${NOON});`);

    const refused = await openStore({ folder });
    expect(refused).toMatchObject({ ok: false, error: { code: 'store-in-use', where: folder } });
    expect(refused.ok ? '' : refused.error.message).toContain(`process ${holder.pid} on `);

    await holder.kill();
    const store = await open();
    expect(await receive(store.db, { lane: 'C1', job: {}, keys: ['a'] }, NOON)).toBe(false);
    const sending = await sql<{ state: string }>`select state from outbox order by id`.execute(store.db);
    expect(sending.rows.map((row) => row.state)).toEqual(['sending', 'queued']);

    await freeClaimedJobs(store.db);
    await freeSendingLetters(store.db);
    expect(await claimJob(store.db, NOON)).toMatchObject({ job: { name: 'a' }, attempts: 2 });
    const first = await claimLetter(store.db, [], NOON);
    expect(first).toMatchObject({ letter: { text: 'first' }, uncertain: true });
    await letterSent(store.db, first?.id ?? 0, '1700.1');
    expect(await claimLetter(store.db, [], NOON)).toMatchObject({ letter: { text: 'second' }, uncertain: false });
    await store.close();
  });

  it('is found again as it was closed, and its folder is free in between', async () => {
    copyFresh();
    const before = await open();
    await receive(before.db, { lane: 'C1', job: { name: 'a' }, keys: ['a'] }, NOON);
    await enqueue(before.db, { queue: 'C1', caseId: null, letter: { text: 'first' }, slot: null }, NOON);

    await before.close();
    expect(existsSync(join(folder, 'lock'))).toBe(false);

    const after = await open();
    expect(await receive(after.db, { lane: 'C1', job: {}, keys: ['a'] }, NOON)).toBe(false);
    expect(await claimJob(after.db, NOON)).toMatchObject({ job: { name: 'a' }, attempts: 1 });
    expect(await claimLetter(after.db, [], NOON)).toMatchObject({ letter: { text: 'first' }, uncertain: false });
    await after.close();
  });

  it('is refused when a newer version has written it, and left free for that version', async () => {
    copyFresh();
    const newer = MIGRATIONS.length + 1;
    const store = await open();
    await sql`insert into schema_version (version) values (${newer})`.execute(store.db);
    await store.close();

    const refused = await openStore({ folder });

    expect(refused).toMatchObject({ ok: false, error: { code: 'store-too-new', where: folder } });
    expect(refused.ok ? '' : refused.error.message).toContain(`step ${newer}`);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('says so when the place is no folder', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');

    expect(await openStore({ folder: file })).toMatchObject({
      ok: false,
      error: { code: 'store-unusable', where: file },
    });
  });

  it('says so when the data in the folder is not a database, and frees the folder', async () => {
    writeFileSync(join(folder, 'data'), 'not a folder');

    expect(await openStore({ folder })).toMatchObject({ ok: false, error: { code: 'store-unusable', where: folder } });
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });
});
