import { PGlite } from '@electric-sql/pglite';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../src/store/dialect.ts';
import { MIGRATIONS, migrate, versionOf } from '../../src/store/migrations.ts';
import type { Schema } from '../../src/store/schema.ts';

let db: Kysely<Schema>;

beforeAll(() => {
  db = createDatabase<Schema>(new PGlite());
});

afterAll(() => db.destroy());

describe('migrations', () => {
  it('are recorded, one row a step, and run only once', async () => {
    expect(await versionOf(db)).toBe(0);

    await migrate(db);
    await migrate(db);

    const rows = await sql<{ version: number }>`select version from schema_version order by version`.execute(db);
    expect(rows.rows.map((row) => row.version)).toEqual(MIGRATIONS.map((_step, index) => index + 1));
    expect(await versionOf(db)).toBe(MIGRATIONS.length);
  });
});

describe('the one connection', () => {
  it('takes a script of several statements, and gives the rows of all of them', async () => {
    const script = 'begin; create table scripted (n integer); insert into scripted values (7) returning n; commit';

    const result = await sql.raw<{ n: number }>(script).execute(db);

    expect(result.rows).toEqual([{ n: 7 }]);
  });

  it('is free for others after a script that failed in the middle', async () => {
    const script = 'begin; create table half (n integer); select * from nowhere; commit';
    await expect(sql.raw(script).execute(db)).rejects.toThrow('nowhere');

    const found = await sql<{ name: string | null }>`select to_regclass('half')::text as name`.execute(db);

    expect(found.rows).toEqual([{ name: null }]);
  });

  it('keeps a query of somebody else out of an open transaction that is rolled back', async () => {
    const opened = Promise.withResolvers<void>();
    const rolledBack = db.transaction().execute(async (tx) => {
      await tx
        .insertInto('inbox_keys')
        .values({ key: 'mine', received_at: new Date(0) })
        .execute();
      opened.resolve();
      await tx.selectFrom('inbox_keys').selectAll().execute();
      throw new Error('changed my mind');
    });
    await opened.promise;
    const theirs = db
      .insertInto('inbox_keys')
      .values({ key: 'theirs', received_at: new Date(0) })
      .execute();

    await expect(rolledBack).rejects.toThrow('changed my mind');
    await theirs;

    const keys = await db.selectFrom('inbox_keys').select('key').execute();
    expect(keys).toEqual([{ key: 'theirs' }]);
  });

  it('is free again after a query that failed', async () => {
    await expect(sql`select * from nowhere`.execute(db)).rejects.toThrow(/nowhere/);

    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });
});
