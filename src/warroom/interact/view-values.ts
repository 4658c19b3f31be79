import { elementsOf } from '../blocks/fill-ids.ts';
import type { JsonObject, View } from '../model.ts';
import type { Room } from '../room.ts';
import { elementState, type Input, isEmptyState } from './element-values.ts';

/** What a person filled in, by block_id and action_id; or by action_id alone, which is enough in a test. */
export type FilledIn = Readonly<Record<string, Input | Readonly<Record<string, Input>>>>;

/** `view.state.values`: every input of the view, those not filled in with their initial value. */
export function viewValues(room: Room, view: View, filled: FilledIn): JsonObject {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const block of view.blocks) {
    for (const element of elementsOf(block)) {
      if (element.type === 'button' || element.type === 'overflow') continue;
      const blockId = String(block.block_id);
      const actionId = String(element.action_id);
      const held = values[blockId] ?? {};
      values[blockId] = held;
      held[actionId] = elementState(room, element, lookUp(filled, blockId, actionId));
    }
  }
  return values;
}

/** The errors Slack's own client shows before it sends anything: an input that is not optional has to be filled in. */
export function missingInputs(view: View, values: JsonObject): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input' || block.optional === true) continue;
    const held = values[String(block.block_id)] as Readonly<Record<string, JsonObject>> | undefined;
    if (!held || Object.values(held).every(isEmptyState))
      errors[String(block.block_id)] = 'Please complete this required field.';
  }
  return errors;
}

function lookUp(filled: FilledIn, blockId: string, actionId: string): Input | undefined {
  const inBlock = filled[blockId];
  if (typeof inBlock === 'object' && !Array.isArray(inBlock)) {
    return (inBlock as Readonly<Record<string, Input>>)[actionId];
  }
  const direct = filled[actionId] ?? inBlock;
  return typeof direct === 'string' || Array.isArray(direct) ? (direct as Input) : undefined;
}
