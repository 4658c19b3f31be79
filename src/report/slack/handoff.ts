import type { KnownBlock, RichTextBlockElement, RichTextSection } from '@slack/types';
import type { CaseEvent } from '../../model/case.ts';
import { SYMPTOMS } from '../../model/symptom.ts';
import { firstAction } from '../at-a-glance.ts';
import { type TickedItem, tickedItems } from '../checklist-state.ts';
import { BAND_WORDS, CHECK_MARKS, flowSentence, flowText, leadWords, timeText } from '../sentences.ts';
import { leadingCause } from '../story.ts';
import type { CaseHistory, CaseView } from './case-view.ts';
import { doNot, nextTest } from './diagnosis.ts';
import { LIMITS } from './limits.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, context, header, marked, person, type Run, rich, section } from './rich.ts';

/**
 * Everything that a person needs who takes the case over and has read none of the thread. At most `most` messages,
 * at least one; when there is more, the last one says so and where all of it can be had.
 */
export function handoffMessages(view: CaseHistory, most: number = LIMITS.messagesPerAnswer): readonly SlackMessage[] {
  const { case: about, triage, ticks, events } = view;
  const items = triage === null ? [] : tickedItems(triage.diagnosis.checklist, ticks);
  const blocks: readonly KnownBlock[] = [
    header(`Handoff of ${about.id}`),
    rich(state(view)),
    ...part('Do next', triage === null ? [] : triage.diagnosis.nextTests.flatMap(nextTest)),
    ...part('Do not try', triage === null ? [] : doNot(triage.diagnosis.doNot)),
    ...part('Fix', fixes(view)),
    ...part('Still to check', checks(items.filter(({ state: now }) => now === 'open' || now === 'failed'))),
    ...part('Done', done(items.filter(({ state: now }) => now === 'passed' || now === 'waived'))),
    ...part('What happened', events.length === 0 ? [] : [bullets(events.map(event))]),
  ];
  return atMost(pack(blocks, `Handoff of ${about.id}: ${triage?.diagnosis.headline ?? 'waiting for evidence'}`), most);
}

function atMost(messages: readonly SlackMessage[], most: number): readonly SlackMessage[] {
  if (messages.length <= most) return messages;
  return messages
    .slice(0, most)
    .map((one, index) => (index < most - 1 ? one : { ...one, blocks: [...one.blocks, context(THE_REST)] }));
}

/** Fits into what `pack` keeps free in a message for a line about its parts. */
const THE_REST = 'The rest does not fit here: say @Roundtrip handoff in the thread of the case.';

function state(view: CaseHistory): readonly RichTextBlockElement[] {
  const { case: about, triage } = view;
  const cause = causeLine(view);
  const reported = reportedText(view);
  return [
    bullets([
      section(bold('Conversation: '), conversationText(view)),
      section(
        bold('Where it stands: '),
        triage === null ? 'Waiting for evidence.' : `${triage.diagnosis.headline}. ${triage.diagnosis.summary}`,
      ),
      section(bold('Next action: '), ...marked(nextAction(view))),
      ...(cause === null ? [] : [section(bold(`${cause.leads}: `), cause.says)]),
      ...(reported === '' ? [] : [section(bold('Reported: '), reported)]),
      section(bold('Fix: '), fixText(view)),
      section(bold('Case: '), `${about.status}, opened ${timeText(about.openedAt)} by `, person(about.openedBy)),
    ]),
  ];
}

/** The conversation of a case, or that it is not known. */
export function conversationText({ case: about, triage }: CaseView): string {
  if (triage !== null) return flowSentence(triage);
  return about.flow === null ? 'not known yet' : flowText(about.flow);
}

/** The strongest cause with its band, and what to call it; null when nothing leads. */
export function causeLine({ triage }: CaseView): { readonly leads: string; readonly says: string } | null {
  const leader = triage === null ? null : leadingCause(triage);
  if (leader === null) return null;
  return { leads: leadWords(leader.band), says: `${leader.title} (${BAND_WORDS[leader.band]})` };
}

/** How people say that the trouble shows; empty when nobody said. */
export function reportedText({ case: about }: CaseView): string {
  return SYMPTOMS.filter(({ id }) => about.symptoms.includes(id))
    .map(({ label }) => label)
    .join('; ');
}

/** When the fix was reported, and what it was for. */
export function fixText({ case: about, triage }: CaseView): string {
  if (about.fixedAt === null) return 'not reported yet';
  const was = triage?.diagnosis.since?.was ?? null;
  const cause = triage?.diagnosis.patterns.find(({ id }) => id === was)?.title;
  return `reported ${timeText(about.fixedAt)}${cause === undefined ? '' : `, for: ${cause}`}`;
}

/** The one thing to begin with: a test while it is open, then the fix, then what is left to validate; that comes first once all passes. */
export function nextAction(view: CaseView): string {
  const { case: about, triage } = view;
  if (triage === null) return 'collect evidence: run the commands at the head of the thread and paste what they print.';
  const first = firstAction(triage.diagnosis, about.fixedAt !== null);
  if (first !== null) return first;
  const open = firstOpen(view);
  return open === null ? 'none: everything is checked, the case can be closed.' : `${open.item.action}.`;
}

/** The first item of the checklist that is not settled: open, or tried and failed. */
export function firstOpen({ triage, ticks }: CaseView): TickedItem | null {
  const items = triage === null ? [] : tickedItems(triage.diagnosis.checklist, ticks);
  return items.find(({ state: now }) => now === 'open' || now === 'failed') ?? null;
}

function part(title: string, elements: readonly RichTextBlockElement[]): readonly KnownBlock[] {
  return elements.length === 0 ? [] : [header(title), rich(elements)];
}

function fixes({ triage }: CaseHistory): readonly RichTextBlockElement[] {
  const remedies = triage?.diagnosis.fix ?? [];
  if (remedies.length === 0) return [];
  return [
    bullets(
      remedies.map(({ action, where, rollback }) =>
        section(...marked(`${action}. `, bold), `Where: ${where}. `, ...marked(`Undo: ${rollback}`)),
      ),
    ),
  ];
}

function checks(items: readonly TickedItem[]): readonly RichTextBlockElement[] {
  return items.length === 0 ? [] : [bullets(items.map(check))];
}

function check({ item, state: now, tick }: TickedItem): RichTextSection {
  return section(`${CHECK_MARKS[now]} ${item.action}. Expect: ${item.expect}`, ...saidBy(tick));
}

function done(items: readonly TickedItem[]): readonly RichTextBlockElement[] {
  const line = ({ item, state: now, tick }: TickedItem) =>
    section(`${CHECK_MARKS[now]} ${item.action}.`, ...(item.why === null ? [] : [` ${item.why}`]), ...saidBy(tick));
  return items.length === 0 ? [] : [bullets(items.map(line))];
}

function saidBy(tick: TickedItem['tick']): readonly Run[] {
  return tick === null ? [] : [' · ', person(tick.by), ` ${timeText(tick.at)}`];
}

function event({ at, by, text }: CaseEvent): RichTextSection {
  return section(`${timeText(at)} `, ...(by === null ? [] : [person(by), ' ']), text);
}
