import type { Case } from '../../model/case.ts';
import type { CaseHistory, CaseView } from '../../report/slack/case-view.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import type { Db } from '../../store/schema.ts';
import { eventsOf, ticksOf } from '../../store/timeline.ts';

/** A case with its newest diagnosis and what people ticked. */
export async function viewOf(tx: Db, about: Case): Promise<CaseView> {
  return { case: about, triage: await latestTriage(tx, about.id), ticks: await ticksOf(tx, about.id) };
}

/** The same with everything that happened in it. */
export async function historyOf(tx: Db, about: Case): Promise<CaseHistory> {
  return { ...(await viewOf(tx, about)), events: await eventsOf(tx, about.id) };
}
