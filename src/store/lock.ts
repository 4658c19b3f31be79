import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import type { Clock } from './clock.ts';

/** A holder on another host (a container that shares the volume) counts as gone after this long without a beat. */
const SILENT_MS = 30_000;
const BEAT_MS = 5_000;

const ownerSchema = z.object({
  id: z.string(),
  pid: z.number(),
  host: z.string(),
  /** When the process started, in the kernel's ticks; tells a reused process id from the holder. Null off Linux. */
  born: z.string().nullable(),
});

type Owner = z.output<typeof ownerSchema>;

export interface FolderLock {
  release(): void;
}

/**
 * Makes this process the only one that may open the database in `folder`; a second opener of PGlite's files would make
 * the first lose rows that it has acknowledged. The lock of a process that has died is taken over.
 */
export function lockFolder(folder: string, clock: Clock): Result<FolderLock> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  const mine: Owner = { id: randomUUID(), pid: process.pid, host: hostname(), born: bornAt(process.pid) };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (create(path, mine)) return ok(hold(path, mine, clock));
    const owner = read(path);
    if (owner !== null && isHeld(path, owner, clock)) return fail(inUse(folder, owner));
    setAside(path, owner);
  }
  return fail(inUse(folder, read(path)));
}

/** Written aside and linked into place, so that nobody can read a lock that is only half written. */
function create(path: string, owner: Owner): boolean {
  const draft = `${path}.${owner.id}`;
  writeFileSync(draft, JSON.stringify(owner));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function isHeld(path: string, owner: Owner, clock: Clock): boolean {
  if (owner.host !== hostname()) return clock.now() - beatAt(path) < SILENT_MS;
  return isAlive(owner.pid) && (owner.born === null || owner.born === bornAt(owner.pid));
}

function beatAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** True while there is a process of that number, whosever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of /proc/PID/stat (proc(5)); the name in field 2 may hold spaces, so counting starts after its bracket. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/**
 * Moves an abandoned lock out of the way. Of two processes that found it so only one can move it, and the slower one
 * may catch the lock that the faster one has made since: that one is put back.
 */
function setAside(path: string, abandoned: Owner | null): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (read(aside)?.id !== abandoned?.id) linkSync(aside, path);
  } catch {
    // Somebody else has moved it, or made a new one; the next attempt to create decides.
  } finally {
    rmSync(aside, { force: true });
  }
}

function hold(path: string, mine: Owner, clock: Clock): FolderLock {
  let timer = clock.setTimeout(beat, BEAT_MS);
  function beat(): void {
    const now = new Date(clock.now());
    if (read(path)?.id === mine.id) utimesSync(path, now, now);
    timer = clock.setTimeout(beat, BEAT_MS);
  }
  return {
    release() {
      timer.cancel();
      if (read(path)?.id === mine.id) rmSync(path, { force: true });
    },
  };
}

function inUse(folder: string, owner: Owner | null): Problem {
  const who = owner === null ? 'another process' : `process ${owner.pid} on ${owner.host}`;
  return {
    code: 'store-in-use',
    message: `The data folder is in use by ${who}.`,
    where: folder,
    todo: 'Stop the other Roundtrip, or give this one its own folder with ROUNDTRIP_DATA.',
  };
}
