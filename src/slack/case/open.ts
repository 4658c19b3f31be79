import type { Case } from '../../model/case.ts';
import type { Flow } from '../../model/flow.ts';
import type { Symptom } from '../../model/symptom.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { addCase } from '../../store/cases.ts';
import type { Db } from '../../store/schema.ts';
import { addEvent } from '../../store/timeline.ts';
import type { Teller } from '../letter.ts';
import type { Bot } from '../plan.ts';
import type { Gathered } from './gather.ts';
import { type Kept, keep } from './keep.ts';
import { openingOf } from './opening.ts';
import { retriage } from './retriage.ts';
import { warnOfSecrets } from './secrets.ts';
import { type Showing, say, showCard, showingOf } from './show.ts';

export interface Opening {
  readonly team: string;
  /** Null when the card is to begin a thread of its own. */
  readonly thread: string | null;
  readonly flow: Flow | null;
  readonly symptoms: readonly Symptom[];
  /** What the person said beside the conversation; kept in the history. */
  readonly words: string;
  /** What stands in the thread already. */
  readonly gathered: readonly Gathered[];
}

/** Opens a case and shows it: its card first, then what to hand in or, when there is evidence already, the diagnosis. */
export async function openCase(bot: Bot, tx: Db, opening: Opening, teller: Teller): Promise<Case> {
  const now = bot.clock.now();
  const { team, thread, flow, symptoms, words } = opening;
  const { channel, user } = teller;
  const about = await addCase(tx, {
    team,
    channel,
    thread,
    openedBy: user,
    openedAt: now,
    flow,
    symptoms,
    fixedAt: null,
  });
  const text = words === '' ? 'opened the case' : `opened the case: ${words}`;
  await addEvent(tx, about.id, { at: about.openedAt, by: user, kind: 'opened', text });
  const showing = showingOf(bot, { tx, about, teller });
  // The card comes first: it is what begins the thread that everything else goes into.
  await showCard(showing);
  await takeIn(bot, showing, opening.gathered, true);
  return about;
}

/** Takes what messages give into a case, says what could not be read, and diagnoses when anything is different. */
export async function takeIn(bot: Bot, showing: Showing, messages: readonly Gathered[], isNew: boolean): Promise<Kept> {
  const { tx, about, now } = showing;
  const given: string[] = [];
  const gone: string[] = [];
  for (const gathered of messages) {
    const kept = await keep(tx, about, gathered, now);
    given.push(...kept.given);
    gone.push(...kept.gone);
    if (kept.given.length > 0) await warnOfSecrets(showing, gathered);
  }
  if (isNew && given.length === 0) await say(showing, [openingOf(bot, about)]);
  const problems = messages.flatMap((gathered) => gathered.problems);
  if (problems.length > 0) await say(showing, problems.map(problemMessage));
  if (given.length + gone.length > 0) await retriage(bot, showing, { given, gone });
  return { given, gone };
}
