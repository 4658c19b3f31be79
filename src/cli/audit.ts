import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ANCHOR_DIGITS, verifyAudit } from '../access/audit/verify.ts';
import { DEFAULT_FOLDER, type Environment } from '../config.ts';
import type { AuditCheck } from '../model/audit.ts';
import { ok, type Problem, type Result } from '../model/result.ts';
import { openStore } from '../store/open-store.ts';
import type { Db } from '../store/schema.ts';
import { readWords, wrong } from './arguments.ts';
import { exportAudit } from './export-audit.ts';
import { EXIT, type Io } from './io.ts';
import { refuse } from './refuse.ts';

const VERIFY = { head: { type: 'string' } } as const;
const EXPORT = { json: { type: 'boolean' }, csv: { type: 'boolean' }, case: { type: 'string' } } as const;

/** The chain of records does not hold: there was something to look at, and it is not as it should be. */
const BROKEN = 1;

type Work = (db: Db) => Promise<number>;

/**
 * `roundtrip audit verify [--head DIGEST]` walks the chain of records in the data folder, `roundtrip audit export
 * [--json|--csv] [--case RT-3]` writes them out. Exit codes as `analyze`, and 1 when the chain is broken. The database
 * lets in one process at a time, so a running bot is asked in Slack instead.
 */
export async function auditCommand(words: readonly string[], io: Io, env: Environment): Promise<number> {
  const work = readWork(words, io);
  if (!work.ok) return refuse(work.error, io);
  const folder = env.ROUNDTRIP_DATA?.trim() || DEFAULT_FOLDER;
  if (!existsSync(join(folder, 'data'))) return refuse(noData(folder), io);
  const store = await openStore({ folder });
  if (!store.ok) return refuse(inSlackInstead(store.error), io);
  try {
    return await work.value(store.value.db);
  } finally {
    await store.value.close();
  }
}

function readWork([verb, ...rest]: readonly string[], io: Io): Result<Work> {
  if (verb === 'verify') return readVerify(rest, io);
  if (verb === 'export') return readExport(rest, io);
  return wrong('say roundtrip audit verify, or roundtrip audit export');
}

function readVerify(words: readonly string[], io: Io): Result<Work> {
  const read = readWords(words, VERIFY);
  if (!read.ok) return read;
  const { values, positionals } = read.value;
  if (positionals.length > 0) return wrong('audit verify takes no names');
  const anchor = values.head ?? null;
  const isDigest = new RegExp(`^[0-9a-f]{${ANCHOR_DIGITS.least},${ANCHOR_DIGITS.most}}$`, 'i');
  if (anchor !== null && !isDigest.test(anchor)) {
    return wrong(`--head takes a digest, or at least its first ${ANCHOR_DIGITS.least} hexadecimal digits`);
  }
  return ok(async (db) => say(await verifyAudit(db, { anchor }), anchor, io));
}

function readExport(words: readonly string[], io: Io): Result<Work> {
  const read = readWords(words, EXPORT);
  if (!read.ok) return read;
  const { values, positionals } = read.value;
  if (positionals.length > 0) return wrong('audit export takes no names; --case RT-3 chooses a case');
  if (values.json === true && values.csv === true) return wrong('choose --json or --csv');
  const format = values.csv === true ? 'csv' : 'json';
  const caseId = values.case?.toUpperCase() ?? null;
  return ok(async (db) => {
    await exportAudit(db, { format, caseId }, io.out);
    return EXIT.done;
  });
}

function say(check: AuditCheck, anchor: string | null, io: Io): number {
  if (!check.ok) {
    io.out(
      `The chain of records is broken. ${check.says}\n${records(check.count)} before it hold; head ${check.head}\n`,
    );
    return BROKEN;
  }
  io.out(`The chain of ${records(check.count)} is whole; head ${check.head}\n`);
  if (anchor === null) {
    io.out('That nothing was cut off its end shows only with a head that was noted earlier: --head DIGEST.\n');
  }
  return EXIT.done;
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}

function noData(folder: string): Problem {
  return {
    code: 'no-data',
    message: 'There are no data of Roundtrip here.',
    where: folder,
    todo: 'Name the folder with ROUNDTRIP_DATA. The local war room keeps nothing: say @Roundtrip audit in a case there',
  };
}

function inSlackInstead(problem: Problem): Problem {
  if (problem.code !== 'store-in-use') return problem;
  const todo = 'While Roundtrip runs, say @Roundtrip audit in the thread of a case; or stop it first';
  return { ...problem, todo };
}
