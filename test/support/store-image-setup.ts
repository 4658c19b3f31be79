import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '../../src/store/dialect.ts';
import { migrate } from '../../src/store/migrations.ts';
import type { Schema } from '../../src/store/schema.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file: an empty database of the newest schema, as `dumpDataDir` wrote it. */
    readonly storeImage: string;
  }
}

/** Makes one empty database, of which every test that needs one takes a copy: making one costs seconds of work. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'roundtrip-store-'));
  const file = join(folder, 'image.tar');
  const pglite = new PGlite();
  await migrate(createDatabase<Schema>(pglite));
  const image = await pglite.dumpDataDir('none');
  writeFileSync(file, new Uint8Array(await image.arrayBuffer()));
  await pglite.close();
  project.provide('storeImage', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
