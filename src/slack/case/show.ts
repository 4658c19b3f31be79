import type { Case } from '../../model/case.ts';
import type { Picture } from '../../report/picture/index.ts';
import { caseCard } from '../../report/slack/card.ts';
import { checklistMessages } from '../../report/slack/checklist.ts';
import type { SlackMessage } from '../../report/slack/message.ts';
import { context, message } from '../../report/slack/rich.ts';
import { postIn } from '../../store/posts.ts';
import type { Db } from '../../store/schema.ts';
import { CARD, putInPlace, reply, showPictures, type Teller } from '../letter.ts';
import type { Bot } from '../plan.ts';
import { viewOf } from './views.ts';

/** What is shown in a case, on whose behalf, and when (milliseconds since 1970). */
export interface Showing {
  readonly tx: Db;
  readonly about: Case;
  readonly teller: Teller;
  readonly now: number;
  /** Live firewalls may be asked. */
  readonly live: boolean;
}

/** What is shown in a case from now on, in the given transaction. */
export function showingOf(bot: Pick<Bot, 'clock' | 'live'>, given: Pick<Showing, 'tx' | 'about' | 'teller'>): Showing {
  return { ...given, now: bot.clock.now(), live: bot.live !== null };
}

/** Posts the case's card, or brings the one that stands up to date. */
export async function showCard({ tx, about, teller, now, live }: Showing): Promise<void> {
  const place = { caseId: about.id, slot: CARD, channel: about.channel, stands: about.card !== null };
  await putInPlace(tx, place, caseCard({ ...(await viewOf(tx, about)), live }), teller, now);
}

/** Messages one below the other in the case's thread. */
export async function say({ tx, about, teller, now }: Showing, messages: readonly SlackMessage[]): Promise<void> {
  await reply(tx, { caseId: about.id, channel: about.channel, thread: about.thread }, messages, teller, now);
}

/** The given pictures of the case, in its thread. */
export async function showPicturesOf({ tx, about, teller, now }: Showing, pictures: readonly Picture[]): Promise<void> {
  await showPictures(tx, { caseId: about.id, channel: about.channel, thread: about.thread }, pictures, teller, now);
}

/** Brings a checklist that was posted up to date; one that nobody asked for is not posted. */
export async function refreshChecklist(showing: Showing): Promise<void> {
  if ((await postIn(showing.tx, showing.about.id, slotOf(0))) !== null) await putChecklist(showing);
}

/** Posts the checklist, or brings it up to date. Says whether there is one to show, and whether it stood there already. */
export async function showChecklist(showing: Showing): Promise<'none' | 'posted' | 'stood'> {
  const stood = (await postIn(showing.tx, showing.about.id, slotOf(0))) !== null;
  const shown = await putChecklist(showing);
  return shown ? (stood ? 'stood' : 'posted') : 'none';
}

async function putChecklist({ tx, about, teller, now }: Showing): Promise<boolean> {
  const parts = checklistMessages(await viewOf(tx, about));
  const place = { caseId: about.id, channel: about.channel, stands: about.card !== null };
  for (const [index, part] of parts.entries()) {
    await putInPlace(tx, { ...place, slot: slotOf(index) }, part, teller, now);
  }
  // A shorter checklist needs fewer messages: those left over no longer say anything.
  for (let index = parts.length; (await postIn(tx, about.id, slotOf(index))) !== null; index += 1) {
    const empty = message(`${about.id} checklist`, [context('The checklist changed: nothing stands here any more.')]);
    await putInPlace(tx, { ...place, slot: slotOf(index) }, empty, teller, now);
  }
  return parts.length > 0;
}

/** A long checklist takes several messages, each in a place of its own. */
function slotOf(index: number): string {
  return index === 0 ? 'checklist' : `checklist-${index + 1}`;
}
