import type { KnownBlock, RichTextBlockElement, RichTextSection } from '@slack/types';
import type { CaseEvent } from '../../model/case.ts';
import { SYMPTOMS } from '../../model/symptom.ts';
import { type TickedItem, tickedItems } from '../checklist-state.ts';
import { askText, BAND_WORDS, CHECK_MARKS, flowSentence, flowText, leadWords, timeText } from '../sentences.ts';
import { leadingCause } from '../story.ts';
import type { CaseHistory } from './case-view.ts';
import { doNot, nextTest } from './diagnosis.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, header, person, rich, section } from './rich.ts';

/** Everything that a person needs who takes the case over and has read none of the thread. */
export function handoffMessages(view: CaseHistory): readonly SlackMessage[] {
  const { case: about, triage, ticks, events } = view;
  const items = triage === null ? [] : tickedItems(triage.diagnosis.checklist, ticks);
  const blocks: readonly KnownBlock[] = [
    header(`Handoff of ${about.id}`),
    rich(state(view)),
    ...part('Do next', triage === null ? [] : triage.diagnosis.nextTests.flatMap(nextTest)),
    ...part('Do not try', triage === null ? [] : doNot(triage.diagnosis.doNot)),
    ...part('Fix', fixes(view)),
    ...part('Still to check', checks(items.filter(({ state: now }) => now === 'open' || now === 'failed'))),
    ...part('Done', checks(items.filter(({ state: now }) => now === 'passed' || now === 'waived'))),
    ...part('What happened', events.length === 0 ? [] : [bullets(events.map(event))]),
  ];
  return pack(blocks, `Handoff of ${about.id}: ${triage?.diagnosis.headline ?? 'waiting for evidence'}`);
}

function state(view: CaseHistory): readonly RichTextBlockElement[] {
  const { case: about, triage } = view;
  const flow = triage === null ? (about.flow === null ? 'not known yet' : flowText(about.flow)) : flowSentence(triage);
  const symptoms = SYMPTOMS.filter(({ id }) => about.symptoms.includes(id)).map(({ label }) => label);
  const leader = triage === null ? null : leadingCause(triage);
  return [
    bullets([
      section(bold('Conversation: '), flow),
      section(
        bold('Where it stands: '),
        triage === null ? 'Waiting for evidence.' : `${triage.diagnosis.headline}. ${triage.diagnosis.summary}`,
      ),
      section(bold('Next action: '), nextAction(view)),
      ...(leader === null
        ? []
        : [section(bold(`${leadWords(leader.band)}: `), `${leader.title} (${BAND_WORDS[leader.band]})`)]),
      ...(symptoms.length === 0 ? [] : [section(bold('Reported: '), symptoms.join('; '))]),
      section(bold('Fix: '), about.fixedAt === null ? 'not reported yet' : `reported ${timeText(about.fixedAt)}`),
      section(bold('Case: '), `${about.status}, opened ${timeText(about.openedAt)} by `, person(about.openedBy)),
    ]),
  ];
}

/** The one thing to begin with: a test while it is open, then the fix, then what is left to validate. */
function nextAction({ case: about, triage, ticks }: CaseHistory): string {
  if (triage === null) return 'collect evidence: run the commands at the head of the thread and paste what they print.';
  const { nextTests, fix, checklist } = triage.diagnosis;
  const [test] = nextTests;
  if (test !== undefined) return askText(test);
  const [remedy] = fix;
  if (remedy !== undefined && about.fixedAt === null) return `${remedy.action} (${remedy.where}).`;
  const open = tickedItems(checklist, ticks).find(({ state: now }) => now === 'open' || now === 'failed');
  return open === undefined ? 'none: everything is checked, the case can be closed.' : `${open.item.action}.`;
}

function part(title: string, elements: readonly RichTextBlockElement[]): readonly KnownBlock[] {
  return elements.length === 0 ? [] : [header(title), rich(elements)];
}

function fixes({ triage }: CaseHistory): readonly RichTextBlockElement[] {
  const remedies = triage?.diagnosis.fix ?? [];
  if (remedies.length === 0) return [];
  return [
    bullets(
      remedies.map(({ action, where, rollback }) => section(bold(`${action}. `), `Where: ${where}. Undo: ${rollback}`)),
    ),
  ];
}

function checks(items: readonly TickedItem[]): readonly RichTextBlockElement[] {
  return items.length === 0 ? [] : [bullets(items.map(check))];
}

function check({ item, state: now, tick }: TickedItem): RichTextSection {
  const said = tick === null ? [] : [' · ', person(tick.by), ` ${timeText(tick.at)}`];
  return section(`${CHECK_MARKS[now]} ${item.action}. Expect: ${item.expect}`, ...said);
}

function event({ at, by, text }: CaseEvent): RichTextSection {
  return section(`${timeText(at)} `, ...(by === null ? [] : [person(by), ' ']), text);
}
