import type { Case } from '../../model/case.ts';
import { timeText } from '../../report/sentences.ts';
import { message, rich, section } from '../../report/slack/rich.ts';
import { setFixedAt } from '../../store/cases.ts';
import { addEvent } from '../../store/timeline.ts';
import type { Bot } from '../plan.ts';
import { retriage } from './retriage.ts';
import { type Showing, say } from './show.ts';

/** Notes when the fix went in (ISO 8601), says so where everybody can object, and diagnoses anew with it. */
export async function markFixed(bot: Bot, showing: Showing, fixedAt: string): Promise<Case> {
  const { tx, now, teller } = showing;
  const about: Case = { ...showing.about, fixedAt };
  await setFixedAt(tx, about.id, fixedAt);
  const text = `said that the fix went in at ${timeText(fixedAt)}`;
  await addEvent(tx, about.id, { at: new Date(now).toISOString(), by: teller.user, kind: 'note', text });
  const noted = `Noted: the fix went in at ${timeText(fixedAt)}. What you show from now on counts as taken after it.`;
  await say({ ...showing, about }, [message(noted, [rich([section(noted)])])]);
  await retriage(bot, { ...showing, about }, { given: [], gone: [] });
  return about;
}
