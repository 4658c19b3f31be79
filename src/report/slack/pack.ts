import type { KnownBlock } from '@slack/types';
import { BLOCK_COST, LIMITS, MESSAGE_BUDGET } from './limits.ts';
import { blockCost } from './measure.ts';
import type { SlackMessage } from './message.ts';
import { context, message } from './rich.ts';
import { splitBlock } from './split.ts';
import { shorten } from './text.ts';

/** Kept free in every message for a line that says which part it is, and for a header carried over. */
const RESERVE = 2 * BLOCK_COST + LIMITS.headerText + 60;
const MOST = MESSAGE_BUDGET - RESERVE;

/**
 * Puts blocks into as few messages as their order allows, each within every limit of Slack's: a block that is too
 * large is cut at line ends and continued, without losing a character. A header never ends a message. Later messages
 * say which part they are; beyond `messagesPerAnswer` the last one says how much is left out, so that no device text
 * can flood a channel. `fallback` is the notification text. No blocks give no messages.
 */
export function pack(blocks: readonly KnownBlock[], fallback: string): readonly SlackMessage[] {
  const pages = paginate(blocks.flatMap((block) => splitBlock(block, MOST - BLOCK_COST)));
  const kept = pages.slice(0, LIMITS.messagesPerAnswer);
  return kept.map((page, index) => {
    if (pages.length === 1) return message(fallback, page);
    const part = `part ${index + 1} of ${pages.length}`;
    const leading = index === 0 ? [] : [context(`Continued, ${part}`)];
    const left = index === kept.length - 1 && kept.length < pages.length ? [leftOut(pages.length - kept.length)] : [];
    const lead = shorten(fallback, LIMITS.fallbackText - part.length - 3);
    return message(index === 0 ? fallback : `${lead} (${part})`, [...leading, ...page, ...left]);
  });
}

function paginate(blocks: readonly KnownBlock[]): readonly (readonly KnownBlock[])[] {
  const pages: KnownBlock[][] = [];
  let page: KnownBlock[] = [];
  let room = MOST;
  for (const block of blocks) {
    const cost = blockCost(block);
    if (page.length > 0 && (cost > room || page.length === LIMITS.blocksPerMessage - 2)) {
      const carried = trailingHeader(page);
      pages.push(page);
      page = carried;
      room = MOST - page.reduce((sum, one) => sum + blockCost(one), 0);
    }
    page.push(block);
    room -= cost;
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

/** Takes a header off the end of a page that has more than it, to lead the next one. */
function trailingHeader(page: KnownBlock[]): KnownBlock[] {
  if (page.length < 2 || page.at(-1)?.type !== 'header') return [];
  return page.splice(-1);
}

function leftOut(pages: number): KnownBlock {
  return context(`${pages} further messages of this length are left out here.`);
}
