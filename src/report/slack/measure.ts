import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { BLOCK_COST } from './limits.ts';
import { costOf } from './text.ts';

/** Keys whose strings are structure, not text that a person reads. */
const STRUCTURE: ReadonlySet<string> = new Set(['type', 'style', 'action_id', 'block_id', 'value', 'emoji']);

/** What a block costs of a message's budget: its readable characters and a fixed part. */
export function blockCost(block: KnownBlock): number {
  return BLOCK_COST + readableCost(block);
}

/** What an element of a rich text block costs, without any fixed part. */
export function elementCost(element: RichTextBlockElement | RichTextElement): number {
  return readableCost(element);
}

function readableCost(value: unknown): number {
  if (typeof value === 'string') return costOf(value);
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + readableCost(inner), 0);
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value)) if (!STRUCTURE.has(key)) sum += readableCost(inner);
  return sum;
}
