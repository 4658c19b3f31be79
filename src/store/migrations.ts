import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** Ordered and never edited once released: a new step is added at the end. Plain PostgreSQL. */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    'create sequence case_numbers',
    `create table cases (
      id text primary key,
      number integer not null unique,
      team text not null,
      channel text not null,
      thread text,
      card text,
      opened_by text not null,
      opened_at timestamptz not null,
      flow jsonb,
      symptoms jsonb not null,
      fixed_at timestamptz,
      status text not null check (status in ('open', 'closed')),
      unique (team, channel, thread)
    )`,
    `create table evidence (
      id serial primary key,
      case_id text not null references cases (id),
      source text not null,
      message_ts text not null,
      part text not null,
      author text not null,
      obtained text not null,
      body text not null,
      deleted boolean not null,
      received_at timestamptz not null,
      edited_at timestamptz,
      unique (case_id, source),
      unique (case_id, message_ts, part)
    )`,
    `create table diagnoses (
      case_id text not null references cases (id),
      revision integer not null,
      triage jsonb not null,
      made_at timestamptz not null,
      primary key (case_id, revision)
    )`,
    `create table ticks (
      id serial primary key,
      case_id text not null references cases (id),
      item text not null,
      state text not null,
      by text not null,
      at timestamptz not null
    )`,
    'create index ticks_of_case on ticks (case_id, id)',
    `create table case_events (
      id serial primary key,
      case_id text not null references cases (id),
      at timestamptz not null,
      by text,
      kind text not null,
      text text not null
    )`,
    'create index events_of_case on case_events (case_id, id)',
    'create table inbox_keys (key text primary key, received_at timestamptz not null)',
    `create table inbox (
      id serial primary key,
      lane text not null,
      job jsonb,
      state text not null,
      attempts integer not null default 0,
      due_at timestamptz not null,
      lease_until timestamptz,
      received_at timestamptz not null,
      error text
    )`,
    `create index inbox_open on inbox (lane, id) where state in ('new', 'claimed')`,
    `create table outbox (
      id serial primary key,
      op_id text not null unique,
      queue text not null,
      case_id text references cases (id),
      letter jsonb,
      state text not null,
      uncertain boolean not null,
      attempts integer not null default 0,
      due_at timestamptz not null,
      lease_until timestamptz,
      queued_at timestamptz not null,
      ts text,
      error text,
      slot text
    )`,
    `create index outbox_open on outbox (queue, id) where state in ('queued', 'sending')`,
    `create table posts (
      case_id text not null references cases (id),
      slot text not null,
      ts text not null,
      primary key (case_id, slot)
    )`,
  ],
  ['alter table evidence add column capture jsonb'],
  [
    `alter table evidence add column observer text, add column command text, add column point text,
      add column taken_at timestamptz`,
    'create sequence run_numbers',
    `create table live_runs (
      id text primary key,
      number integer not null unique,
      case_id text not null references cases (id),
      kind text not null,
      devices jsonb not null,
      asked_by text not null,
      approval_id text,
      state text not null,
      steps jsonb not null,
      asked_at timestamptz not null,
      ended_at timestamptz,
      cancelled_by text,
      says text
    )`,
    'create index runs_of_case on live_runs (case_id, number)',
    'create unique index one_run_of_a_kind on live_runs (case_id, kind) where ended_at is null',
    'create unique index one_run_of_an_approval on live_runs (approval_id)',
    `create table approvals (
      id text primary key,
      case_id text not null references cases (id),
      action jsonb not null,
      risk text not null,
      commands jsonb not null,
      requested_by text not null,
      requested_at timestamptz not null,
      expires_at timestamptz not null,
      basis text not null,
      state text not null,
      decided_by text,
      decided_at timestamptz
    )`,
    'create index approvals_of_case on approvals (case_id)',
    `create table audit (
      seq integer primary key,
      entry text not null,
      previous text not null,
      digest text not null
    )`,
  ],
  [
    `create function refuse_change_of_audit() returns trigger language plpgsql as
      $$ begin raise exception 'the audit is added to and never changed'; end $$`,
    `create trigger audit_never_changes before update or delete or truncate on audit
      for each statement execute function refuse_change_of_audit()`,
  ],
];

/** Brings the database to the newest step. Returns the number of steps that it knows; throws when a step fails. */
export async function migrate(db: Kysely<Schema>): Promise<number> {
  await sql`create table if not exists schema_version (version integer not null)`.execute(db);
  const found = await sql<{ version: number | null }>`select max(version) as version from schema_version`.execute(db);
  const from = found.rows[0]?.version ?? 0;
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < from) continue;
    await db.transaction().execute(async (tx) => {
      for (const statement of step) await sql.raw(statement).execute(tx);
      await sql`insert into schema_version (version) values (${index + 1})`.execute(tx);
    });
  }
  return MIGRATIONS.length;
}

/** The step that a database is at; higher than ours when a newer version of the program has written it. */
export async function versionOf(db: Kysely<Schema>): Promise<number> {
  const known = await sql<{ found: string | null }>`select to_regclass('schema_version')::text as found`.execute(db);
  if (known.rows[0]?.found == null) return 0;
  const result = await sql<{ version: number | null }>`select max(version) as version from schema_version`.execute(db);
  return result.rows[0]?.version ?? 0;
}
