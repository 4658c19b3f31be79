import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import type { Db } from '../../src/store/schema.ts';
import { openEmptyStore } from '../support/empty-store.ts';

/** One database in memory for the whole test file, since each costs its time; emptied before every test. */
export function memoryStore(): () => Db {
  let store: Store | null = null;
  beforeAll(async () => {
    store = await openEmptyStore();
  });
  beforeEach(async () => {
    await sql`truncate cases, evidence, diagnoses, ticks, case_events, inbox_keys, inbox, outbox, posts
      restart identity cascade`.execute(the().db);
    await sql`alter sequence case_numbers restart`.execute(the().db);
    await sql`alter sequence run_numbers restart`.execute(the().db);
  });
  afterAll(() => store?.close());
  function the(): Store {
    if (store === null) throw new Error('The store is not open yet.');
    return store;
  }
  return () => the().db;
}
