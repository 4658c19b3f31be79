import { sql } from 'kysely';
import type { Db } from '../../src/store/schema.ts';

/** Everywhere that something could have leaked to. */
export interface Traces {
  /** All tables of the database are read, also those of libraries. */
  readonly db: Db | null;
  /** What was said in Slack, whole: messages, ephemerals, views, file texts. */
  readonly messages: readonly unknown[];
  readonly log: readonly string[];
}

/** A secret that was found. The secret itself is not repeated: a failing test prints this. */
export interface Leak {
  /** Which of the given secrets, counted from 1. */
  readonly secret: number;
  /** How it was written: `plain`, `hex`, `base64`. */
  readonly form: string;
  /** `table cases`, `message 3`, `log line 7`. */
  readonly where: string;
}

/** Shorter ones would be met by chance. */
const LEAST = 8;

/**
 * Looks for secrets in all traces: as they are, in hexadecimal, in base64 of either alphabet and at any place within
 * what was encoded; each of these in any case, and escaped for URLs, XML or JSON, twice over. Throws for a secret that
 * is too short to be looked for.
 */
export async function findLeaks({ db, messages, log }: Traces, secrets: readonly string[]): Promise<readonly Leak[]> {
  if (secrets.some((secret) => secret.length < LEAST)) throw new Error(`a secret has at least ${LEAST} characters`);
  const places = [
    ...(db === null ? [] : await tableTexts(db)),
    ...messages.map((message, index) => ({ where: `message ${index + 1}`, text: textOf(message) })),
    ...log.map((text, index) => ({ where: `log line ${index + 1}`, text })),
  ];
  return places.flatMap(({ where, text }) => leaksIn(text, secrets).map((leak) => ({ ...leak, where })));
}

/** The secrets that one text shows, each once and by the first form that it was found in. */
export function leaksIn(text: string, secrets: readonly string[]): readonly Omit<Leak, 'where'>[] {
  const views = viewsOf(text).map((view) => view.toLowerCase());
  const alphabet = views.map((view) => view.replaceAll('-', '+').replaceAll('_', '/'));
  return secrets.flatMap((secret, index) => {
    const found = needlesOf(secret).find(({ form, needle }) => {
      const looked = needle.toLowerCase();
      return (form === 'base64' ? alphabet : views).some((view) => view.includes(looked));
    });
    return found === undefined ? [] : [{ secret: index + 1, form: found.form }];
  });
}

interface Needle {
  readonly form: string;
  readonly needle: string;
}

function needlesOf(secret: string): readonly Needle[] {
  const bytes = Buffer.from(secret, 'utf8');
  const hex = bytes.toString('hex');
  return [
    { form: 'plain', needle: secret },
    { form: 'hex', needle: hex },
    { form: 'hex', needle: hex.replace(/..(?!$)/g, '$&:') },
    ...[0, 1, 2].map((offset) => ({ form: 'base64', needle: base64At(bytes, offset) })),
  ];
}

/** The digits of base64 that are the secret's alone when it begins at a byte number that leaves this rest by three. */
function base64At(bytes: Buffer, offset: number): string {
  const digits = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

type Decode = (text: string) => string;

const JSON_ESCAPE = /\\(?:u([0-9a-f]{4})|(["\\/]))/gi;
const PERCENT = /(?:%[0-9a-f]{2})+/gi;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const DECODERS: readonly Decode[] = [
  (text) =>
    text.replace(JSON_ESCAPE, (_, code: string | undefined, mark: string | undefined) =>
      code === undefined ? (mark ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
    ),
  (text) => text.replace(PERCENT, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8')),
  (text) =>
    text.replace(ENTITY, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    }),
];

/** The text as it is, and with escapes undone, once and twice, in any order. */
function viewsOf(text: string): readonly string[] {
  const once = DECODERS.map((decode) => decode(text));
  const twice = once.flatMap((view) => DECODERS.map((decode) => decode(view)));
  return [...new Set([text, ...once, ...twice])];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Every row of every table as JSON. */
async function tableTexts(db: Db): Promise<readonly { readonly where: string; readonly text: string }[]> {
  const tables = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1, 2`.execute(db);
  const texts: { readonly where: string; readonly text: string }[] = [];
  for (const { schema, name } of tables.rows) {
    const rows = await sql<{
      row: string;
    }>`select to_json(t)::text as row from ${sql.table(`${schema}.${name}`)} t`.execute(db);
    texts.push(...rows.rows.map(({ row }) => ({ where: `table ${name}`, text: row })));
  }
  return texts;
}
