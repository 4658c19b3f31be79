import type { PGlite, Results } from '@electric-sql/pglite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  Kysely,
  PGliteDialect,
  type QueryCompiler,
  type QueryResult,
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
    createDriver: (): Driver => serialDriver(inner.createDriver(), pglite),
    createIntrospector: (db: Kysely<unknown>): DatabaseIntrospector => inner.createIntrospector(db),
    createQueryCompiler: (): QueryCompiler => inner.createQueryCompiler(),
  };
}

function serialDriver(inner: Driver, pglite: PGlite): Driver {
  let tail: Promise<void> = Promise.resolve();
  let free: () => void = () => undefined;
  let inTransaction = false;
  const lent = new WeakMap<DatabaseConnection, DatabaseConnection>();
  function own(connection: DatabaseConnection): DatabaseConnection {
    return lent.get(connection) ?? connection;
  }
  return {
    init: () => inner.init(),
    async acquireConnection(): Promise<DatabaseConnection> {
      const before = tail;
      const { promise, resolve } = Promise.withResolvers<void>();
      tail = promise;
      await before;
      free = resolve;
      const connection = await inner.acquireConnection();
      inTransaction = false;
      const scripted = withScripts(connection, pglite, () => !inTransaction);
      lent.set(scripted, connection);
      return scripted;
    },
    async releaseConnection(connection): Promise<void> {
      await inner.releaseConnection(own(connection));
      free();
    },
    beginTransaction(connection, settings) {
      inTransaction = true;
      return inner.beginTransaction(own(connection), settings);
    },
    async commitTransaction(connection) {
      await inner.commitTransaction(own(connection));
      inTransaction = false;
    },
    async rollbackTransaction(connection) {
      await inner.rollbackTransaction(own(connection));
      inTransaction = false;
    },
    destroy: () => inner.destroy(),
  };
}

/** More than one statement in one text. */
const SCRIPT = /;\s*\S/;

/**
 * PGlite's `query` takes one statement, as PostgreSQL does of a prepared one; the queue sends scripts to make and to
 * maintain its tables. They go by `exec`, which is PostgreSQL's simple protocol, and never within a transaction of ours
 * (`may`), which has the connection to itself. The rows of all statements come back.
 */
function withScripts(inner: DatabaseConnection, pglite: PGlite, may: () => boolean): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (query.parameters.length > 0 || !may() || !SCRIPT.test(query.sql)) return inner.executeQuery<R>(query);
      try {
        const results = await pglite.exec(query.sql);
        return { rows: rowsOf<R>(results) };
      } catch (error) {
        await pglite.exec('rollback').catch(() => undefined);
        throw error;
      }
    },
    streamQuery: (query, size) => inner.streamQuery(query, size),
  };
}

function rowsOf<R>(results: readonly Results[]): R[];
function rowsOf(results: readonly Results[]): unknown[] {
  return results.flatMap((result) => result.rows);
}

/** A Kysely instance over an open PGlite, safe to use from several tasks at once. */
export function createDatabase<Tables>(pglite: PGlite): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: createSerialDialect(pglite) });
}
