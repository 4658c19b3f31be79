import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import { type Clock, systemClock } from './clock.ts';
import { createDatabase } from './dialect.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { MIGRATIONS, migrate, versionOf } from './migrations.ts';
import type { Db, Schema } from './schema.ts';

export interface Store {
  readonly db: Db;
  readonly clock: Clock;
  /** Finishes what is being written and frees the folder. */
  close(): Promise<void>;
}

export type StorePlace =
  | { readonly folder: string }
  /** `image` is a database that PGlite's `dumpDataDir` wrote: copying it takes a fifth of the time of making one. */
  | { readonly memory: true; readonly image?: Blob };

/**
 * Opens (and, the first time, makes) the database of cases, in a folder or in memory. Takes the folder for this process
 * alone. Fails with a Problem when another process has it, when it cannot be written or read, or when a newer version
 * of the program has written it. The first opening takes some seconds, later ones less than one.
 */
export async function openStore(place: StorePlace, clock: Clock = systemClock): Promise<Result<Store>> {
  if ('memory' in place) return ok(await openIn(inMemory(place.image), clock, null));
  const locked = lock(place.folder, clock);
  return locked.ok ? openFolder(place.folder, clock, locked.value) : locked;
}

function inMemory(image: Blob | undefined): PGlite {
  return image === undefined ? new PGlite() : new PGlite({ loadDataDir: image });
}

async function openFolder(folder: string, clock: Clock, held: FolderLock): Promise<Result<Store>> {
  let pglite: PGlite | null = null;
  try {
    const data = join(folder, 'data');
    mkdirSync(data, { recursive: true });
    pglite = new PGlite(data);
    await pglite.waitReady;
    const refused = await newerThanUs(pglite, folder);
    if (refused === null) return ok(await openIn(pglite, clock, held));
    await giveBack(pglite, held);
    return fail(refused);
  } catch (error) {
    await giveBack(pglite, held);
    return fail(unusable(folder, error));
  }
}

async function giveBack(pglite: PGlite | null, held: FolderLock): Promise<void> {
  try {
    await pglite?.close();
  } catch {
    // It never came up, so there is nothing to close.
  }
  held.release();
}

function lock(folder: string, clock: Clock): Result<FolderLock> {
  try {
    return lockFolder(folder, clock);
  } catch (error) {
    return fail(unusable(folder, error));
  }
}

async function openIn(pglite: PGlite, clock: Clock, held: FolderLock | null): Promise<Store> {
  const db = createDatabase<Schema>(pglite);
  await migrate(db);
  return {
    db,
    clock,
    async close() {
      await db.destroy();
      held?.release();
    },
  };
}

async function newerThanUs(pglite: PGlite, folder: string): Promise<Problem | null> {
  const version = await versionOf(createDatabase<Schema>(pglite));
  if (version <= MIGRATIONS.length) return null;
  return {
    code: 'store-too-new',
    message: `The data was written by a newer Roundtrip (step ${version}, this one knows ${MIGRATIONS.length}).`,
    where: folder,
    todo: 'Run the newer version, or give this one an empty folder with ROUNDTRIP_DATA.',
  };
}

function unusable(folder: string, error: unknown): Problem {
  return {
    code: 'store-unusable',
    message: `The data folder cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    where: folder,
    todo: 'Check that the folder exists, is writable and was not made by another program.',
  };
}
