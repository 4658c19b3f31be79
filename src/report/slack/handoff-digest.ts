import type { KnownBlock, RichTextSection } from '@slack/types';
import type { Case } from '../../model/case.ts';
import { checklistProgress } from '../checklist-state.ts';
import { CHECK_MARKS, count, timeText } from '../sentences.ts';
import type { CaseHistory } from './case-view.ts';
import { causeLine, conversationText, firstOpen, fixText, nextAction, reportedText } from './handoff.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, code, header, person, type Run, rich, section } from './rich.ts';
import { inert, shorten } from './text.ts';

export interface DigestEntry {
  readonly view: CaseHistory;
  /** The address of the case's thread, as Slack gave it; null when it has none yet or it was not found out. */
  readonly link: string | null;
}

/** The open cases that somebody asked for, newest first. */
export interface Digest {
  readonly of: 'channel' | 'team';
  readonly entries: readonly DigestEntry[];
  /** Cases that come after these and may be seen, but were not looked up: only their ids are told. */
  readonly further: readonly string[];
  /** How many cases the asking person may not see, or may see and it could not be found out. */
  readonly leftOut: number;
}

/** How much of one text an entry shows: the whole stands in the case's own handoff. */
const TEXT = 300;
/** The same for the names of cases that are not shown: more than two hundred of them. */
const NAMES = 2_000;

/**
 * The open cases for the next shift, a few lines each: where, what is wrong and for whom, how sure the cause is, what
 * was done last, how far the checklist is, what to do next. At most `most` messages (at least one): cases that do not
 * fit are named at the head instead.
 */
export function digestMessages(digest: Digest, most: number): readonly SlackMessage[] {
  const ids = [...digest.entries.map(({ view }) => view.case.id), ...digest.further];
  const title = ids.length === 0 ? NONE[digest.of] : `Handoff: ${count(ids.length, 'open case')} ${PLACE[digest.of]}`;
  for (let shown = digest.entries.length; shown > 0; shown -= Math.ceil(shown / 10)) {
    const told = pack(blocks(digest, title, shown, ids.slice(shown)), title);
    if (told.length <= most) return told;
  }
  return pack(blocks(digest, title, 0, ids), title);
}

const PLACE = { channel: 'in this channel', team: 'in the channels that you are in' } as const;
const NONE = {
  channel: 'No case is open in this channel',
  team: 'No case is open in the channels that you are in',
} as const;

function blocks(digest: Digest, title: string, shown: number, further: readonly string[]): readonly KnownBlock[] {
  const notes = [...unseen(digest.leftOut), ...unshown(further)];
  const hint =
    digest.of === 'channel' && digest.entries.length === 0
      ? [section(code('/triage handoff all'), ' looks in all the channels that you are in.')]
      : [];
  return [
    header(title),
    ...(notes.length + hint.length === 0 ? [] : [rich([bullets([...notes, ...hint])])]),
    ...digest.entries.slice(0, shown).map((entry) => block(entry, digest.of)),
  ];
}

function unseen(cases: number): readonly RichTextSection[] {
  if (cases === 0) return [];
  return [
    section(
      cases === 1
        ? '1 case in a channel that you are not in, or that could not be asked, is left out.'
        : `${cases} cases in channels that you are not in, or that could not be asked, are left out.`,
    ),
  ];
}

function unshown(ids: readonly string[]): readonly RichTextSection[] {
  if (ids.length === 0) return [];
  const names = shorten(ids.join(', '), NAMES);
  return [
    section(
      `${count(ids.length, 'further open case')} not shown, because an answer to a command holds no more: ${names}. For one of them, in its channel: `,
      code('/triage handoff RT-…'),
    ),
  ];
}

function block({ view, link }: DigestEntry, of: Digest['of']): KnownBlock {
  const { case: about, triage } = view;
  const cause = causeLine(view);
  const reported = reportedText(view);
  return rich([
    section(bold(`${about.id} · ${cut(triage?.diagnosis.headline ?? 'Waiting for evidence')}`)),
    bullets([
      section(...where(about, link, of)),
      section(bold('Conversation: '), cut(conversationText(view))),
      ...(cause === null ? [] : [section(bold(`${cause.leads}: `), cut(cause.says))]),
      section(bold('Reported: '), reported === '' ? 'no symptoms' : reported),
      section(bold('Fix: '), fixText(view)),
      ...lastNote(view),
      section(bold('Checklist: '), checklist(view)),
      section(bold('Next action: '), cut(nextAction(view))),
    ]),
  ]);
}

function where({ channel, openedAt, openedBy }: Case, link: string | null, of: Digest['of']): readonly Run[] {
  return [
    bold('Case: '),
    ...(of === 'team' ? [place(channel), ' · '] : []),
    ...(link === null ? [] : [{ type: 'link', url: link, text: 'the thread' } as const, ' · ']),
    `opened ${timeText(openedAt)} by `,
    person(openedBy),
  ];
}

/** A mention of a channel, which Slack shows by its name; a direct conversation has none. */
function place(channel: string): Run {
  if (/^[CG][A-Z0-9]{2,20}$/.test(channel)) return { type: 'channel', channel_id: channel };
  return channel.startsWith('D') ? 'a direct conversation with me' : channel;
}

function lastNote({ events }: CaseHistory): readonly RichTextSection[] {
  const note = events.findLast(({ kind }) => kind === 'note');
  if (note === undefined) return [];
  const by = note.by === null ? [] : [person(note.by), ' '];
  return [section(bold('Last done: '), `${timeText(note.at)} `, ...by, cut(note.text))];
}

function checklist(view: CaseHistory): string {
  const { ticked, total } = checklistProgress(view.triage?.diagnosis.checklist ?? [], view.ticks);
  if (total === 0) return 'none yet';
  const open = firstOpen(view);
  const next = open === null ? '' : `, first open: ${CHECK_MARKS[open.state]} ${cut(open.item.action)}`;
  return `${ticked} of ${total}${next}`;
}

/** Made visible before it is cut: what cannot be seen takes more room once it can. */
function cut(text: string): string {
  return shorten(inert(text), TEXT);
}
