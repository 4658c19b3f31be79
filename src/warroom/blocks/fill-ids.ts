import { secret } from '../ids.ts';
import type { Block, JsonObject } from '../model.ts';
import { isObject } from './finder.ts';

/** Gives every block a block_id and every interactive element an action_id, as Slack does for those left out. */
export function fillIds(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) => {
    const filled: Record<string, unknown> & { type: string } = { ...block, block_id: block.block_id ?? shortId() };
    if (isObject(block.accessory)) filled.accessory = withActionId(block.accessory);
    if (isObject(block.element)) filled.element = withActionId(block.element);
    if (block.type === 'actions' && Array.isArray(block.elements)) {
      filled.elements = block.elements.map((element: unknown) => (isObject(element) ? withActionId(element) : element));
    }
    return filled;
  });
}

/** The interactive element with this action_id (and block_id, when given), with the block that holds it. */
export function findElement(
  blocks: readonly Block[],
  actionId: string,
  blockId?: string,
): { readonly block: Block; readonly element: JsonObject } | undefined {
  for (const block of blocks) {
    if (blockId !== undefined && block.block_id !== blockId) continue;
    for (const element of elementsOf(block)) if (element.action_id === actionId) return { block, element };
  }
  return undefined;
}

/** The interactive elements a block holds, in order. */
export function elementsOf(block: Block): readonly JsonObject[] {
  const inRow = block.type === 'actions' || block.type === 'context_actions' ? block.elements : [];
  const all: readonly unknown[] = [block.accessory, block.element, ...(Array.isArray(inRow) ? inRow : [])];
  return all.filter(isObject).filter((element) => element.type !== 'image');
}

function withActionId(element: JsonObject): JsonObject {
  return element.type === 'image' ? element : { ...element, action_id: element.action_id ?? shortId() };
}

function shortId(): string {
  return secret(3);
}
