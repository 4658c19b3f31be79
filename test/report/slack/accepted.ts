import type { SlackMessage } from '../../../src/report/slack/message.ts';
import { checkBlocks, checkTotal } from '../../../src/warroom/blocks/check-blocks.ts';
import { ApiError } from '../../../src/warroom/errors.ts';

/**
 * What the receiving side finds wrong with a message: its limits are written down apart from the ones that messages
 * are built with. Null when it would be accepted. Escapes count as they travel.
 */
export function refusalOf(message: SlackMessage): string | null {
  try {
    checkTotal(checkBlocks(escaped(message.blocks), 'message'));
    return message.text === '' || message.text.length > 4000 ? `fallback of ${message.text.length} characters` : null;
  } catch (error) {
    if (error instanceof ApiError) return JSON.stringify(error);
    throw error;
  }
}

function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}

/** All strings that people read in a message's blocks, in order. */
export function readable(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(readable);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : readable(inner),
  );
}
