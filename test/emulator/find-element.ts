import { z } from 'zod';

const element = z.looseObject({ type: z.string(), action_id: z.string().optional(), value: z.string().optional() });
const block = z.looseObject({
  block_id: z.string().optional(),
  elements: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
});

/** The first element with this action id in a message's blocks. Throws when there is none to use. */
export function findElement(
  blocks: readonly unknown[],
  actionId: string,
): { readonly element: z.output<typeof element>; readonly blockId: string } {
  for (const [index, given] of blocks.entries()) {
    const { block_id: blockId = `b${index}`, elements = [], accessory } = block.parse(given);
    for (const one of [...elements, accessory]) {
      const read = element.safeParse(one);
      if (read.success && read.data.action_id === actionId) return { element: read.data, blockId };
    }
  }
  throw new Error(`there is no ${actionId} to use`);
}
