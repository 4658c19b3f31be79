import type { Case } from '../../model/case.ts';
import type { Problem } from '../../model/result.ts';
import type { Triage } from '../../model/triage.ts';
import { diagnosisMessages } from '../../report/slack/diagnosis.ts';
import { explainMessages } from '../../report/slack/explain.ts';
import { handoffMessages } from '../../report/slack/handoff.ts';
import type { SlackMessage } from '../../report/slack/message.ts';
import { problemMessage, statusMessages } from '../../report/slack/notes.ts';
import { setStatus } from '../../store/cases.ts';
import { addEvent } from '../../store/timeline.ts';
import { patternChecks } from '../../triage.ts';
import type { Bot } from '../plan.ts';
import { openingOf } from './opening.ts';
import { type Showing, say, showCard, showChecklist } from './show.ts';
import { historyOf, viewOf } from './views.ts';

/** Where the case stands, in short. */
export async function sayStatus(showing: Showing): Promise<void> {
  await say(showing, statusMessages([await viewOf(showing.tx, showing.about)]));
}

/** The whole diagnosis; without one, what to hand in. */
export async function sayDiagnosis(bot: Bot, showing: Showing): Promise<void> {
  const told = diagnosisMessages(await viewOf(showing.tx, showing.about));
  await say(showing, told.length === 0 ? [openingOf(bot, showing.about)] : told);
}

/** The checklist, in its own place; when it stands there already it is brought up to date and that is said. */
export async function sayChecklist(showing: Showing): Promise<Problem | null> {
  switch (await showChecklist(showing)) {
    case 'posted':
      return null;
    case 'stood':
      return problem('checklist-stands', 'The checklist stands further up in this thread.', 'It is up to date there.');
    case 'none':
      return problem('no-checklist', 'There is no checklist before there is a diagnosis.', 'Give evidence first.');
  }
}

/** The case for somebody who has read none of its thread. */
export async function handoffOf(showing: Showing): Promise<readonly SlackMessage[]> {
  return handoffMessages(await historyOf(showing.tx, showing.about));
}

/** Explains a cause or a finding with what the case knows; without a case, what it is in general; without a name, which there are. */
export function explain(triage: Triage | null, about: string): readonly SlackMessage[] {
  const told = explainMessages(triage, about, patternChecks);
  if (told !== null) return told;
  return [
    problemMessage(
      problem('unknown-name', `Nothing is known by the name “${about}”.`, 'Say explain alone for all names.'),
    ),
  ];
}

/** Closes or reopens a case; who did it is in its history and its card says how it stands. */
export async function turn(showing: Showing, status: Case['status']): Promise<Problem | null> {
  const { tx, about, teller, now } = showing;
  if (about.status === status)
    return problem('same-status', `${about.id} is ${status} already.`, 'Nothing was changed.');
  await setStatus(tx, about.id, status);
  const kind = status === 'closed' ? 'closed' : 'note';
  const text = status === 'closed' ? 'closed the case' : 'reopened the case';
  await addEvent(tx, about.id, { at: new Date(now).toISOString(), by: teller.user, kind, text });
  await showCard({ ...showing, about: { ...about, status } });
  return null;
}

/** Keeps a person's remark for the handoff. */
export async function keepNote({ tx, about, teller, now }: Showing, text: string): Promise<void> {
  await addEvent(tx, about.id, {
    at: new Date(now).toISOString(),
    by: teller.user,
    kind: 'note',
    text: `noted: ${text}`,
  });
}

function problem(code: string, message: string, todo: string): Problem {
  return { code, message, todo };
}
