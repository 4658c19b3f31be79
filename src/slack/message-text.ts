import { textOfMessage, undoSlackText } from '../evidence/slack-text.ts';
import { redact } from '../store/redact.ts';
import type { Said } from './job.ts';

/** What of a message is read here. `blocks` is untrusted. */
export interface RawMessage {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
}

const FENCED = /```[\s\S]*?```/g;

/**
 * What a person wrote, with its secrets taken out. `words` leaves out code and quotations, so that an order or a mention
 * in what somebody pasted is no order; a mention of a person stands in it as `@U…`.
 */
export function readSaid(message: RawMessage): Said {
  const pieces = piecesOf(message.blocks);
  const text = message.text ?? '';
  const words = pieces.length > 0 ? wordsOf(pieces) : undoSlackText(text.replace(FENCED, ' '));
  return {
    words: redact(words.trim()).text,
    text: redact(textOfMessage({ text, blocks: message.blocks })).text,
    code: pieces.length > 0 ? pieces.some((piece) => piece.type === CODE) : text.includes('```'),
  };
}

/** The text of a command, with Slack's escapes and links undone and its secrets taken out. */
export function readCommandText(text: string): string {
  return redact(undoSlackText(text).trim()).text;
}

type Element = Readonly<Record<string, unknown>>;

const CODE = 'rich_text_preformatted';

function piecesOf(blocks: unknown): readonly Element[] {
  return elementsIn(blocks)
    .filter((block) => block.type === 'rich_text')
    .flatMap((block) => elementsIn(block.elements))
    .flatMap((piece) => (piece.type === 'rich_text_list' ? elementsIn(piece.elements) : [piece]));
}

function wordsOf(pieces: readonly Element[]): string {
  const sections = pieces.filter((piece) => piece.type === 'rich_text_section');
  return sections.map((piece) => undoSlackText(elementsIn(piece.elements).map(leafText).join(''))).join('\n');
}

function leafText(leaf: Element): string {
  if (typeof leaf.text === 'string') return leaf.text;
  if (typeof leaf.user_id === 'string') return `@${leaf.user_id}`;
  return typeof leaf.url === 'string' ? leaf.url : ' ';
}

function elementsIn(value: unknown): readonly Element[] {
  return Array.isArray(value) ? value.filter(isElement) : [];
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
