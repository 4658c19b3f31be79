import type { Problem } from '../../model/result.ts';
import { tickedItems } from '../../report/checklist-state.ts';
import type { Action, TickActionId } from '../../report/slack/actions.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import { addEvent, addTick, ticksOf } from '../../store/timeline.ts';
import { refreshChecklist, type Showing, showCard } from '../case/show.ts';

type Tick = Extract<Action, { readonly id: TickActionId }>;

/** Keeps what a person says of a checklist item, with who and when, and shows it in the checklist and on the card. */
export async function tick(showing: Showing, { item: id, state }: Tick): Promise<Problem | null> {
  const { tx, about, teller, now } = showing;
  const triage = await latestTriage(tx, about.id);
  const item = triage?.diagnosis.checklist.find((one) => one.id === id);
  if (item === undefined) {
    // The diagnosis moved on after the checklist was posted: what is shown is brought up to date instead.
    await refreshChecklist(showing);
    return {
      code: 'item-gone',
      message: 'That item is not on the checklist any more.',
      todo: 'The checklist is up to date now.',
    };
  }
  const [before] = tickedItems([item], await ticksOf(tx, about.id));
  if (before?.state === state) return { code: 'ticked-already', message: `“${item.action}” is ${state} already.` };
  const at = new Date(now).toISOString();
  await addTick(tx, about.id, { item: id, state, by: teller.user, at });
  await addEvent(tx, about.id, { at, by: teller.user, kind: 'tick', text: `marked “${item.action}” ${state}` });
  await refreshChecklist(showing);
  await showCard(showing);
  return null;
}
