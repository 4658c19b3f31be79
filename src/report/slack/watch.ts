import type { SinceFix } from '../../model/diagnosis.ts';
import { type TickedItem, tickedItems } from '../checklist-state.ts';
import { CHECK_MARKS, timeText } from '../sentences.ts';
import type { CaseView } from './case-view.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, header, plain, rich, section } from './rich.ts';

const SAYS: Readonly<Record<SinceFix['state'], string>> = {
  works: 'The flow works: both directions pass.',
  'in-part': 'New connections work; something else still fails.',
  'still-broken': 'It still fails.',
  'not-shown': 'What was sampled does not tell whether it works.',
};

/**
 * What a validation watch saw: whether the flow works since the fix, and of each item of the checklist that is checked
 * after a fix whether it holds, with the reason. Without a fix the samples are evidence and nothing more.
 */
export function watchMessages(view: CaseView): readonly SlackMessage[] {
  const { case: about, triage, ticks } = view;
  const since = triage?.diagnosis.since ?? null;
  if (triage === null || since === null) {
    const title = `${about.id} · The flow was watched`;
    const says =
      'No fix was reported, so the samples count as evidence only. When the fix is in, say fixed and watch again.';
    return pack([header(title), rich([section(says)])], title);
  }
  const after = tickedItems(triage.diagnosis.checklist, ticks).filter(({ item }) => item.stage === 'after');
  const failing = after.filter(({ state }) => state === 'open' || state === 'failed');
  const title = `${about.id} · ${SAYS[since.state]}`;
  return pack(
    [
      header(title),
      rich([
        section(bold(triage.diagnosis.headline), plain(` · since the fix at ${timeText(since.fixedAt)}\n`)),
        section(plain(triage.diagnosis.summary)),
        bullets(after.map(itemLine)),
        section(
          failing.length === 0 ? 'Everything on the checklist after the fix holds.' : plain(stillOpen(failing.length)),
        ),
      ]),
    ],
    title,
  );
}

function itemLine({ item, state }: TickedItem) {
  const why = item.why === null ? '' : ` – ${item.why}`;
  return section(`${CHECK_MARKS[state]} `, bold(item.action), plain(why));
}

function stillOpen(count: number): string {
  return count === 1
    ? 'One item of the checklist does not hold yet.'
    : `${count} items of the checklist do not hold yet.`;
}
