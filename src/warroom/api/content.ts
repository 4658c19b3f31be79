import { z } from 'zod';
import { checkBlocks, checkTotal } from '../blocks/check-blocks.ts';
import { fillIds } from '../blocks/fill-ids.ts';
import { isObject } from '../blocks/finder.ts';
import { ApiError } from '../errors.ts';
import { normalizeAppText } from '../escape.ts';
import { MESSAGE_TEXT } from '../limits.ts';
import type { Block, JsonObject } from '../model.ts';
import { nested } from './method.ts';

/** The arguments every method that says something shares. */
export const content = {
  text: z.string().optional(),
  blocks: nested.optional(),
  attachments: nested.optional(),
  markdown_text: z.string().optional(),
};

export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[] | undefined;
  readonly attachments: readonly JsonObject[] | undefined;
  readonly warning?: string;
}

interface Given {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly markdown_text?: string | undefined;
}

/**
 * Checks and normalises what an app wants to say. Throws `no_text`, `markdown_text_conflict`, `invalid_blocks`,
 * `msg_blocks_too_long`, `invalid_attachments`. `whole` is false for response_url replies, which escape the total.
 */
export function readContent(given: Given, whole = true): Content {
  const { markdown_text: markdown } = given;
  if (markdown !== undefined && (given.text !== undefined || given.blocks !== undefined)) {
    throw new ApiError('markdown_text_conflict');
  }
  const asked = markdown === undefined ? given.blocks : [{ type: 'markdown', text: markdown }];
  const present = asked !== undefined && asked !== '' && !(Array.isArray(asked) && asked.length === 0);
  const blocks = present ? fillIds(checkBlocks(asked, 'message')) : undefined;
  if (blocks && whole) checkTotal(blocks);
  const attachments = readAttachments(given.attachments);
  const text = given.text ?? '';
  if (text === '' && !blocks && !attachments) throw new ApiError('no_text');
  if (text.length <= MESSAGE_TEXT) return { text: normalizeAppText(text), blocks, attachments };
  return { text: normalizeAppText(text.slice(0, MESSAGE_TEXT)), blocks, attachments, warning: 'message_truncated' };
}

function readAttachments(value: unknown): readonly JsonObject[] | undefined {
  if (value === undefined || value === '') return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) throw new ApiError('invalid_attachments');
  return value.length === 0 ? undefined : value;
}
