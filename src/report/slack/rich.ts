import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextSection,
} from '@slack/types';
import { LIMITS } from './limits.ts';
import type { SlackMessage } from './message.ts';
import { escapeMrkdwn, inert, shorten } from './text.ts';

/**
 * Small builders. Text from devices and people goes into rich text only, whose text elements Slack shows as they are:
 * no mrkdwn, no mentions, no links are read out of them.
 */
export type Run = string | RichTextElement;

export function plain(text: string): RichTextElement {
  return { type: 'text', text: inert(text) };
}

export function bold(text: string): RichTextElement {
  return { type: 'text', text: inert(text), style: { bold: true } };
}

export function italic(text: string): RichTextElement {
  return { type: 'text', text: inert(text), style: { italic: true } };
}

export function code(text: string): RichTextElement {
  return { type: 'text', text: inert(text), style: { code: true } };
}

/** Words of the catalogue, in which what stands between backticks is something to type; `base` styles the rest. */
export function marked(text: string, base: (part: string) => RichTextElement = plain): readonly RichTextElement[] {
  const parts = text.split('`');
  // Backticks that do not pair are no marks.
  if (parts.length % 2 === 0) return [base(text)];
  return parts.map((part, index) => (index % 2 === 1 && part !== '' ? code(part) : base(part)));
}

/** A mention of a person by Slack user id; anything that is no user id stays text. */
export function person(id: string): RichTextElement {
  return /^[UW][A-Z0-9]{2,20}$/.test(id) ? { type: 'user', user_id: id } : plain(id);
}

/** A paragraph. Empty texts are left out: Slack refuses them. */
export function section(...runs: readonly Run[]): RichTextSection {
  const elements = runs.map((run) => (typeof run === 'string' ? plain(run) : run));
  return {
    type: 'rich_text_section',
    elements: elements.filter((element) => element.type !== 'text' || element.text !== ''),
  };
}

/** A bulleted list, one section an item; items without text are left out. */
export function bullets(items: readonly RichTextSection[]): RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: items.filter(({ elements }) => elements.length > 0) };
}

/** Text in a box, as it is. */
export function preformatted(text: string): RichTextPreformatted {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: text === '' ? ' ' : inert(text) }] };
}

/** A block of paragraphs, lists and boxes; empty ones are left out, and a block of nothing shows a dot. */
export function rich(elements: readonly RichTextBlockElement[]): RichTextBlock {
  const filled = elements.filter((element) => element.elements.length > 0);
  return { type: 'rich_text', elements: filled.length === 0 ? [section('·')] : filled };
}

/** A heading of at most 150 characters; longer ones end in `…`. Plain text: nothing in it is parsed. */
export function header(text: string): HeaderBlock {
  const shown = shorten(inert(text).replace(/\s+/g, ' ').trim(), LIMITS.headerText);
  return { type: 'header', text: { type: 'plain_text', text: shown === '' ? '·' : shown, emoji: false } };
}

/** Small grey text. Plain text: nothing in it is parsed. */
export function context(text: string): ContextBlock {
  return {
    type: 'context',
    elements: [{ type: 'plain_text', text: shorten(inert(text), LIMITS.contextText), emoji: false }],
  };
}

export function actions(buttons: readonly Button[]): ActionsBlock {
  return { type: 'actions', elements: [...buttons] };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** A message whose blocks are known to fit; the fallback is escaped and cut here. */
export function message(fallback: string, blocks: readonly KnownBlock[]): SlackMessage {
  return { text: fallbackText(fallback), blocks: [...blocks] };
}

/** Any text as a fallback: one line, escaped, short. */
export function fallbackText(text: string): string {
  const line = inert(text).replace(/\s+/g, ' ').trim();
  return escapeMrkdwn(shorten(line === '' ? 'Roundtrip' : line, LIMITS.fallbackText));
}
