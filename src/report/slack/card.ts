import type { Button, KnownBlock, RichTextSection } from '@slack/types';
import type { Case } from '../../model/case.ts';
import type { Triage } from '../../model/triage.ts';
import { leaveAlone } from '../at-a-glance.ts';
import { checklistProgress } from '../checklist-state.ts';
import { BAND_WORDS, count, flowSentence, flowText, leadWords, STEP_MARKS, timeText } from '../sentences.ts';
import { leadingCause } from '../story.ts';
import { explainValue } from './actions.ts';
import { button, caseButton } from './buttons.ts';
import type { CaseView } from './case-view.ts';
import { nextAction } from './handoff.ts';
import { LIMITS } from './limits.ts';
import { liveButtons } from './live-offer.ts';
import type { SlackMessage } from './message.ts';
import { actions, bold, header, marked, message, person, plain, type Run, rich, section } from './rich.ts';
import { shorten } from './text.ts';

/**
 * The one message that stands for a case and is updated in place: what is known, how sure, what to do next.
 * Always one message: long device text is cut here, the whole stands in the diagnosis.
 */
export function caseCard(view: CaseView): SlackMessage {
  const { case: about, triage } = view;
  const headline = triage?.diagnosis.headline ?? 'Waiting for evidence';
  const blocks: readonly KnownBlock[] = [
    header(`${about.id} · ${headline}`),
    rich([...(triage === null ? waiting(about) : known(view, triage)), footer(view)]),
    actions(buttons(view)),
  ];
  return message(`${about.id}: ${headline}`, blocks);
}

function waiting({ flow }: Case): readonly RichTextSection[] {
  return [
    line(bold(flow === null ? 'No conversation is known yet.' : flowText(flow))),
    line(
      'Paste what the devices print into this thread, or upload it as a file. The first commands to run stand below.',
    ),
  ];
}

function known(view: CaseView, triage: Triage): readonly RichTextSection[] {
  const { diagnosis, evidence } = triage;
  const leader = leadingCause(triage);
  const leave = leaveAlone(diagnosis);
  const unread = evidence.filter(({ parsed }) => parsed !== 'whole').length;
  const { ticked, total } = checklistProgress(diagnosis.checklist, view.ticks);
  const steps = diagnosis.steps.map(({ state, title }) => `${STEP_MARKS[state]} ${title}`).join('\n');
  return [
    line(bold(cut(flowSentence(triage)))),
    line(cut(diagnosis.summary)),
    // The headline names a root cause.
    ...(diagnosis.rootCause === null && leader !== null
      ? [line(bold(`${leadWords(leader.band)}: `), `${cut(leader.title)} (${BAND_WORDS[leader.band]})`)]
      : []),
    line(bold('Next: '), ...marked(cut(nextAction(view)))),
    ...(leave === null ? [] : [line(bold('Do not: '), ...marked(cut(leave)))]),
    line(cut(steps)),
    line(
      bold('Evidence: '),
      count(evidence.length, 'piece'),
      unread === 0 ? ', all read' : `, ${unread} not wholly read`,
      plain(' · '),
      bold('Checklist: '),
      total === 0 ? 'none yet' : `${ticked} of ${total}`,
    ),
  ];
}

/** Text of a device or a diagnosis, cut so that the card stays one message. */
function cut(text: string): string {
  return shorten(text, LIMITS.cardText);
}

function line(...runs: readonly Run[]): RichTextSection {
  return section(...runs, '\n');
}

function footer({ case: about }: CaseView): RichTextSection {
  const fixed = about.fixedAt === null ? '' : ` · fix reported ${timeText(about.fixedAt)}`;
  return section(
    bold(about.status === 'open' ? 'Open' : 'Closed'),
    ` · opened ${timeText(about.openedAt)} by `,
    person(about.openedBy),
    fixed,
  );
}

function buttons(view: CaseView): readonly Button[] {
  const { case: about, triage } = view;
  if (about.status === 'closed') {
    return [caseButton('Reopen', 'case.reopen', about), caseButton('Handoff', 'case.handoff', about)];
  }
  const leader = triage === null ? null : leadingCause(triage);
  return [
    ...(triage === null ? [] : [caseButton('Full diagnosis', 'case.diagnosis', about, { style: 'primary' })]),
    ...liveButtons(view),
    ...(leader === null
      ? []
      : [button('Explain', 'case.explain', explainValue({ caseId: about.id, about: leader.id }))]),
    ...(triage === null || triage.diagnosis.checklist.length === 0
      ? []
      : [caseButton('Checklist', 'case.checklist', about)]),
    caseButton('Handoff', 'case.handoff', about),
    ...(triage === null || about.fixedAt !== null ? [] : [caseButton('Mark fixed', 'case.fixed', about, FIXED)]),
    caseButton('Close', 'case.close', about, CLOSE),
  ];
}

const FIXED = {
  confirm: {
    title: 'Is the fix in?',
    text: 'What is shown from now on counts as taken after the fix, and sessions that began earlier as old.',
    yes: 'The fix is in',
  },
} as const;

const CLOSE = {
  confirm: { title: 'Close the case?', text: 'It can be opened again; nothing is lost.', yes: 'Close it' },
} as const;
