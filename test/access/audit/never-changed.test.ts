import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../../src/', import.meta.url);

/** Statements that change or take away what is in the audit, as Kysely and as SQL write them. */
const CHANGING =
  /(?:updateTable|deleteFrom|replaceInto|mergeInto)\(\s*['"`]audit\b|\b(?:update|delete\s+from|truncate(?:\s+table)?|drop\s+table|merge\s+into)\s+(?:[\w, ]+,\s*)?"?audit"?\b|alter\s+table\s+audit\b|session_replication_role/i;

function changing(text: string): boolean {
  return CHANGING.test(text);
}

describe('the audit in the program', () => {
  it('is updated and deleted by no file of it', () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((path) => changing(readFileSync(new URL(path, ROOT), 'utf8')))).toEqual([]);
  });

  it.each([
    "db.updateTable('audit').set({ entry: '' })",
    "tx.deleteFrom('audit')",
    'sql`delete from audit where seq = 1`',
    'sql`DELETE\n FROM "audit"`',
    'sql`update audit set entry = 1`',
    'sql`truncate cases, audit`',
    'drop table audit',
    'alter table audit disable trigger all',
  ])('is seen to be changed by %j', (statement) => {
    expect(changing(statement)).toBe(true);
  });

  it.each(["selectFrom('audit')", "insertInto('audit')", 'lock table audit in exclusive mode', 'an update of audits'])(
    'is not seen to be changed by %j',
    (statement) => {
      expect(changing(statement)).toBe(false);
    },
  );
});
