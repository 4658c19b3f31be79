import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/store/clock.ts';
import { lockFolder } from '../../src/store/lock.ts';
import { createTurnedClock } from './turned-clock.ts';

const HOUR = 3_600_000;
const LOCK_MODULE = new URL('../../src/store/lock.ts', import.meta.url).href;
const CLOCK_MODULE = new URL('../../src/store/clock.ts', import.meta.url).href;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roundtrip-lock-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function writeLock(owner: object): void {
  writeFileSync(
    join(folder, 'lock'),
    JSON.stringify({ id: 'x', pid: process.pid, host: hostname(), born: null, ...owner }),
  );
}

/** A process that takes the lock, says so, and waits to be killed. */
async function startHolder(): Promise<{ readonly pid: number; kill(): Promise<void> }> {
  const script = `
    const { lockFolder } = await import(${JSON.stringify(LOCK_MODULE)});
    const { systemClock } = await import(${JSON.stringify(CLOCK_MODULE)});
    const taken = lockFolder(${JSON.stringify(folder)}, systemClock);
    process.stdout.write(taken.ok ? 'taken' : 'refused');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('taken');
  return {
    pid: child.pid ?? 0,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('the lock of a data folder', () => {
  it('refuses a second process and names the holder, and is taken over when that one has died', async () => {
    const holder = await startHolder();

    const refused = lockFolder(folder, systemClock);
    await holder.kill();
    const taken = lockFolder(folder, systemClock);

    expect(refused).toMatchObject({ ok: false, error: { code: 'store-in-use', where: folder } });
    expect(refused.ok ? '' : refused.error.message).toContain(`process ${holder.pid} on ${hostname()}`);
    expect(taken.ok).toBe(true);
    if (taken.ok) taken.value.release();
  });

  it('refuses a second opening in the same process', () => {
    const first = lockFolder(folder, createTurnedClock(Date.now()));

    expect(first.ok).toBe(true);
    expect(lockFolder(folder, createTurnedClock(Date.now()))).toMatchObject({ ok: false });
  });

  it('makes the folder, and leaves nothing in it once released', () => {
    const inner = join(folder, 'new', 'folder');

    const taken = lockFolder(inner, createTurnedClock(Date.now()));
    if (taken.ok) taken.value.release();

    expect(taken.ok).toBe(true);
    expect(readdirSync(inner)).toEqual([]);
  });

  it.each([
    ['whose process id now belongs to another process', { born: 'long ago' }],
    ['whose process is gone', { pid: 2 ** 30 }],
  ])('is taken over from a holder %s', (_what, owner) => {
    writeLock(owner);

    expect(lockFolder(folder, createTurnedClock(Date.now())).ok).toBe(true);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('is taken over when what it says cannot be read', () => {
    writeFileSync(join(folder, 'lock'), '{"id":');

    expect(lockFolder(folder, createTurnedClock(Date.now())).ok).toBe(true);
  });

  it('believes a holder on another host for half a minute after its last beat', () => {
    const now = Date.now();
    writeLock({ host: 'elsewhere', pid: 17 });
    const beat = new Date(now - 29_000);
    utimesSync(join(folder, 'lock'), beat, beat);

    expect(lockFolder(folder, createTurnedClock(now))).toMatchObject({
      ok: false,
      error: { message: 'The data folder is in use by process 17 on elsewhere.' },
    });
    expect(lockFolder(folder, createTurnedClock(now + 2_000)).ok).toBe(true);
  });

  it('beats while it is held, so that other hosts see it is alive', () => {
    const clock = createTurnedClock(Date.now() + HOUR);
    lockFolder(folder, clock);

    clock.turn(60_000);

    expect(clock.now() - statSync(join(folder, 'lock')).mtimeMs).toBeLessThanOrEqual(5_000);
  });

  it('stops beating when released, and does not remove the lock of a successor', () => {
    const clock = createTurnedClock(Date.now());
    const taken = lockFolder(folder, clock);
    writeLock({ id: 'successor', host: 'elsewhere' });

    if (taken.ok) taken.value.release();
    const before = statSync(join(folder, 'lock')).mtimeMs;
    clock.turn(HOUR);

    expect(existsSync(join(folder, 'lock'))).toBe(true);
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toContain('successor');
    expect(statSync(join(folder, 'lock')).mtimeMs).toBe(before);
  });
});
