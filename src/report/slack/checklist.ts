import type { Button, KnownBlock, RichTextBlockElement } from '@slack/types';
import type { ChecklistStage } from '../../model/checklist.ts';
import {
  checklistProgress,
  overtakenSentence,
  STAGES,
  type TickedItem,
  tickedItems,
  whyAllOpen,
} from '../checklist-state.ts';
import { CHECK_MARKS, placeText, timeText } from '../sentences.ts';
import { tickActionId, tickValue } from './actions.ts';
import { button } from './buttons.ts';
import type { CaseView } from './case-view.ts';
import { quoted } from './diagnosis.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, header, italic, person, plain, preformatted, rich, section } from './rich.ts';

const STAGE_TITLES: Readonly<Record<ChecklistStage, string>> = {
  before: 'Before the change',
  during: 'While changing',
  after: 'After the change',
};

/**
 * The validation checklist with buttons to tick and untick each item, and who said what when.
 * None when there is nothing to check yet.
 */
export function checklistMessages({ case: about, triage, ticks }: CaseView): readonly SlackMessage[] {
  const items = triage?.diagnosis.checklist ?? [];
  if (items.length === 0) return [];
  const { ticked, total } = checklistProgress(items, ticks);
  const title = `${about.id} checklist: ${ticked} of ${total} done`;
  const shared = whyAllOpen(items);
  const told = items.map((item) => (item.why === shared ? { ...item, why: null } : item));
  const all = tickedItems(told, ticks);
  const blocks = STAGES.flatMap((stage) =>
    stageBlocks(
      stage,
      all.filter(({ item }) => item.stage === stage),
      about.id,
    ),
  );
  const why = shared === null ? [] : [rich([section(shared)])];
  return pack([header(title), ...why, ...blocks], title);
}

function stageBlocks(stage: ChecklistStage, items: readonly TickedItem[], caseId: string): readonly KnownBlock[] {
  if (items.length === 0) return [];
  return [header(STAGE_TITLES[stage]), ...items.flatMap((ticked) => itemBlocks(ticked, caseId))];
}

function itemBlocks(ticked: TickedItem, caseId: string): readonly KnownBlock[] {
  return [rich(itemText(ticked)), { type: 'actions', elements: itemButtons(ticked, caseId) }];
}

/** One item in words: what to do, what to expect, the command to copy, and who or what settled it. */
export function itemText(ticked: TickedItem): readonly RichTextBlockElement[] {
  const { item, state, tick, overtaken } = ticked;
  const otherwise = overtakenSentence(ticked);
  const evidence = item.evidence.map((citation) => ({ place: placeText(citation), text: citation.quote }));
  return [
    section(bold(`${CHECK_MARKS[state]} ${item.action}`)),
    ...(item.command === null ? [] : [preformatted(item.command)]),
    section(italic('Expect: '), item.expect),
    ...(otherwise === null || overtaken === null ? [] : [section(person(overtaken.by), otherwise)]),
    ...(tick === null && item.why !== null
      ? [section(italic(state === 'open' ? 'Not yet: ' : 'By evidence: '), item.why)]
      : []),
    ...(tick === null ? quoted(evidence) : []),
    ...(tick === null
      ? []
      : [section(plain(`${STATE_WORDS[tick.state]} `), person(tick.by), ` · ${timeText(tick.at)}`)]),
  ];
}

const STATE_WORDS = {
  passed: 'Passed, says',
  failed: 'Failed, says',
  waived: 'Waived by',
  open: 'Reopened by',
} as const;

function itemButtons({ item, state }: TickedItem, caseId: string): Button[] {
  const value = tickValue({ caseId, item: item.id });
  if (state !== 'open') return [button('Undo', tickActionId('open'), value)];
  return [
    button('Passed', tickActionId('passed'), value),
    button('Failed', tickActionId('failed'), value),
    button('Waive', tickActionId('waived'), value),
  ];
}
