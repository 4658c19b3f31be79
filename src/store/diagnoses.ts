import { FINDINGS } from '../model/finding.ts';
import type { Triage } from '../model/triage.ts';
import type { Db } from './schema.ts';
import { toJson } from './storable.ts';

/** The newest triage of a case; null before the first. */
export async function latestTriage(db: Db, caseId: string): Promise<Triage | null> {
  const row = await db
    .selectFrom('diagnoses')
    .select('triage')
    .where('case_id', '=', caseId)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : completed(row.triage);
}

/** One that was stored by an earlier version lacks what was added since, and may name findings that no longer exist. */
function completed({ scenes, blastRadius, diagnosis, findings, ...rest }: Triage): Triage {
  const { alsoFound, since, nextTests, checklist, patterns } = diagnosis;
  return {
    ...rest,
    findings: findings.filter(isKnown),
    diagnosis: {
      ...diagnosis,
      alsoFound: alsoFound ?? [],
      since: since ?? null,
      nextTests: nextTests.map((test) => ({ ...TEST_OF_BEFORE, ...test })),
      checklist: checklist.map((item) => ({ ...item, why: item.why ?? null, decidedAt: item.decidedAt ?? null })),
      patterns: patterns.map((ledger) => ({
        ...ledger,
        for: ledger.for.filter(isKnown),
        against: ledger.against.filter(isKnown),
        missing: ledger.missing.filter(isKnown),
      })),
    },
    blastRadius: blastRadius ?? null,
    scenes: scenes ?? [],
  };
}

/** What next tests said nothing of before they were a catalogue: they were commands that only show something. */
const TEST_OF_BEFORE = { who: 'firewall', cost: 1, risk: 'none', riskWhy: '', live: [] } as const;

function isKnown({ code }: { readonly code: string }): boolean {
  return code in FINDINGS;
}

/** The oldest triage of a case that is still kept, with when it was made (ISO 8601); null before the first. */
export async function firstTriage(
  db: Db,
  caseId: string,
): Promise<{ readonly triage: Triage; readonly madeAt: string } | null> {
  const row = await db
    .selectFrom('diagnoses')
    .select(['triage', 'made_at'])
    .where('case_id', '=', caseId)
    .orderBy('revision')
    .executeTakeFirst();
  return row === undefined ? null : { triage: completed(row.triage), madeAt: row.made_at.toISOString() };
}

/** Adds a triage as the next revision and returns its number, counted from 1. */
export async function keepTriage(db: Db, caseId: string, triage: Triage, now: number): Promise<number> {
  const last = await db
    .selectFrom('diagnoses')
    .select('revision')
    .where('case_id', '=', caseId)
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  const revision = (last?.revision ?? 0) + 1;
  await db
    .insertInto('diagnoses')
    .values({ case_id: caseId, revision, triage: toJson(triage), made_at: new Date(now) })
    .execute();
  return revision;
}

/** Drops all revisions but the newest: they quote evidence that its author has deleted. */
export async function forgetOlderTriages(db: Db, caseId: string): Promise<void> {
  const newest = db
    .selectFrom('diagnoses')
    .select(({ fn }) => fn.max('revision').as('revision'))
    .where('case_id', '=', caseId);
  await db.deleteFrom('diagnoses').where('case_id', '=', caseId).where('revision', '<', newest).execute();
}
