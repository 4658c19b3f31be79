import type { RawEvidence } from '../model/evidence.ts';
import { rawLines, toLines } from './lines.ts';
import { hasOpening } from './openings.ts';
import { readPrompt } from './prompt.ts';

const SMART: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2212': '-',
  // Editors make an em dash of two hyphens.
  '\u2014': '--',
  '\u2015': '--',
  '\u2026': '...',
  '\u00a0': ' ',
};
const SMART_CHARACTERS = new RegExp(`[${Object.keys(SMART).join('')}]`, 'g');
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;

/** `<http://192.0.2.1|192.0.2.1>`, `<mailto:admin@fw1|admin@fw1>`, `<@U123>`, `<#C1|name>`, `<!date^…|when>`. */
const LINK =
  /<(?<target>(?:https?|ftp|mailto|tel|slack):[^\s<>|]{1,2000}|[@#!][^<>|\n]{1,200})(?:\|(?<label>[^<>\n]{0,2000}))?>/g;
const ENTITIES: readonly (readonly [RegExp, string])[] = [
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  // Last, so that an ampersand that was typed before `lt;` does not become a sign of its own.
  [/&amp;/g, '&'],
];
const MARKUP = /<\/?(?:response|result|entry|member|show|test)\b[^<>]*>|<\?xml\b/;

/**
 * Takes back what Slack and its editor do to typed text: links become their labels, `&lt; &gt; &amp;` the signs (once),
 * smart quotes and dashes plain ones; no-break spaces and invisible characters go. Line breaks stay where they are.
 * Text that holds XML as it is, is no text of a message: its links and entities are left alone.
 */
export function undoSlackText(text: string): string {
  const plain = text.replace(INVISIBLE, '').replace(SMART_CHARACTERS, (character) => SMART[character] ?? character);
  if (MARKUP.test(plain)) return plain;
  const unlinked = plain.replace(LINK, (_whole, target: string, label: string | undefined) => label ?? bare(target));
  return ENTITIES.reduce((decoded, [entity, sign]) => decoded.replace(entity, sign), unlinked);
}

/**
 * A source's text as its author had it: pastes are taken back from what Slack made of them. Files are left alone, unless
 * somebody saved a message's own text, which has every `<` and `>` as a link or escaped.
 */
export function asPasted(raw: RawEvidence): string {
  return raw.obtained === 'paste' || isEscaped(raw.text) ? undoSlackText(raw.text) : raw.text;
}

function isEscaped(text: string): boolean {
  return /&[lg]t;/.test(text) && !/[<>]/.test(text.replace(LINK, ''));
}

function bare(target: string): string {
  if (/^[@#]/.test(target)) return target;
  return target.startsWith('!') ? `@${target.slice(1)}` : target.replace(/^(?:mailto|tel):/, '');
}

/** The fields of a Slack message that hold what a person wrote. Anything else in it is passed over. */
export interface SlackMessage {
  readonly text?: unknown;
  readonly blocks?: unknown;
  /** Of an edit (`message_changed`): the message as it is now. */
  readonly message?: unknown;
}

/**
 * What a person wrote in a message, ready to be read as evidence. Code blocks win: the rest is taken along only where
 * it holds a prompt or an output. Rich text comes before `text`, which is escaped and loses quotes and code; of an
 * edited message the new text counts. Never throws, whatever the message holds; empty when it holds no text.
 */
export function textOfMessage(message: SlackMessage): string {
  const current = isRecord(message.message) ? message.message : message;
  const rich = piecesOf(current.blocks);
  const pieces = rich.length > 0 ? rich : plainPieces(typeof current.text === 'string' ? current.text : '');
  const hasCode = pieces.some((piece) => piece.code);
  return pieces
    .filter((piece) => piece.code || !hasCode || holdsEvidence(piece.text))
    .map((piece) => piece.text.replace(/\n+$/, ''))
    .filter((text) => text.trim() !== '')
    .join('\n');
}

interface Piece {
  readonly code: boolean;
  readonly text: string;
}

const DEEPEST = 8;

function piecesOf(blocks: unknown): readonly Piece[] {
  return listOf(blocks).flatMap((block) => (block.type === 'rich_text' ? richPieces(block, 0) : []));
}

function richPieces(element: Readonly<Record<string, unknown>>, depth: number): readonly Piece[] {
  const inner = listOf(element.elements);
  if (element.type === 'rich_text_preformatted') return [{ code: true, text: inner.map(leafText).join('') }];
  if (element.type === 'rich_text_section' || element.type === 'rich_text_quote') {
    return [{ code: false, text: undoSlackText(inner.map(leafText).join('')) }];
  }
  return depth > DEEPEST ? [] : inner.flatMap((child) => richPieces(child, depth + 1));
}

function leafText(leaf: Readonly<Record<string, unknown>>): string {
  const text = typeof leaf.text === 'string' ? leaf.text : null;
  if (text !== null) return text;
  const id = [leaf.user_id, leaf.usergroup_id, leaf.channel_id, leaf.range].find((value) => typeof value === 'string');
  if (typeof id === 'string') return leaf.type === 'channel' ? `#${id}` : `@${id}`;
  if (leaf.type === 'emoji' && typeof leaf.name === 'string') return `:${leaf.name}:`;
  const other = leaf.url ?? leaf.fallback ?? leaf.value;
  return typeof other === 'string' ? other.replace(/^(?:mailto|tel):/, '') : '';
}

const FENCE = '```';

/** What programs post with a person's token has no rich text. Slack makes code of what two fences enclose, no less. */
function plainPieces(escaped: string): readonly Piece[] {
  const parts = undoSlackText(escaped).split(FENCE);
  if (parts.length % 2 === 0) return [{ code: false, text: parts.join('\n').replace(/^\n+/, '') }];
  return parts.map((text, index) => ({ code: index % 2 === 1, text: text.replace(/^\n/, '') }));
}

function holdsEvidence(text: string): boolean {
  return rawLines(text).some((line) => (readPrompt(line)?.command ?? '') !== '') || hasOpening(toLines(text));
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
