import type { Block } from '../parser.ts';

/** A host with more routes than this is a router with a full table; JSON of as many is longer than this. */
const MOST_LINES = 20_000;
const MOST_CHARACTERS = 4_000_000;

/** The part of a block that is read, so that reading always ends soon. JSON may stand on one line of any length. */
export function withinReach(block: Block): Block {
  let characters = 0;
  const lines = block.lines.slice(0, MOST_LINES).filter(({ text }) => {
    characters += text.length;
    return characters <= MOST_CHARACTERS;
  });
  return lines.length === block.lines.length ? block : { ...block, lines };
}
