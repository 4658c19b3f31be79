import type { PGlite } from '@electric-sql/pglite';
import {
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  Kysely,
  PGliteDialect,
  type QueryCompiler,
} from 'kysely';

/**
 * Kysely's PGlite driver hands the same connection to everybody, so a query of one caller would run inside the open
 * transaction of another and be rolled back with it. This dialect lends the connection to one caller at a time.
 * Inside a transaction only the transaction's own handle may be used; the outer one would wait for ever.
 */
export function createSerialDialect(pglite: PGlite): Dialect {
  const inner = new PGliteDialect({ pglite });
  return {
    createAdapter: (): DialectAdapter => inner.createAdapter(),
    createDriver: (): Driver => serialDriver(inner.createDriver()),
    createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => inner.createIntrospector(db),
    createQueryCompiler: (): QueryCompiler => inner.createQueryCompiler(),
  };
}

function serialDriver(inner: Driver): Driver {
  let tail: Promise<void> = Promise.resolve();
  let free: () => void = () => undefined;
  return {
    init: () => inner.init(),
    async acquireConnection(): Promise<DatabaseConnection> {
      const before = tail;
      const { promise, resolve } = Promise.withResolvers<void>();
      tail = promise;
      await before;
      free = resolve;
      return inner.acquireConnection();
    },
    async releaseConnection(connection): Promise<void> {
      await inner.releaseConnection(connection);
      free();
    },
    beginTransaction: (connection, settings) => inner.beginTransaction(connection, settings),
    commitTransaction: (connection) => inner.commitTransaction(connection),
    rollbackTransaction: (connection) => inner.rollbackTransaction(connection),
    destroy: () => inner.destroy(),
  };
}

/** A Kysely instance over an open PGlite, safe to use from several tasks at once. */
export function createDatabase<Tables>(pglite: PGlite): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: createSerialDialect(pglite) });
}
