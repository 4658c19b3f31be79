import { refusedWith } from '../errors.ts';
import { VIEWS } from '../limits.ts';
import type { Block, JsonObject } from '../model.ts';
import { checkBlocks } from './check-blocks.ts';
import { checkString, checkText, createFinder, isObject, PLAIN } from './finder.ts';

/**
 * Refuses a view Slack would refuse (docs.slack.dev/reference/views): throws ApiError `invalid_arguments` for the
 * frame and `invalid_blocks` for its content. Returns the view and its blocks.
 */
export function checkView(view: unknown, expected: 'modal' | 'home'): { body: JsonObject; blocks: readonly Block[] } {
  const find = createFinder();
  if (!isObject(view)) throw refusedWith('invalid_arguments', ['[ERROR] must be an object [json-pointer:/view]']);
  if (view.type !== expected) find.wrong('/view/type', `must be ${expected}`);
  if (expected === 'modal') {
    checkText(find, view, 'title', '/view', VIEWS.title, PLAIN);
    checkText(find, view, 'submit', '/view', VIEWS.button, PLAIN, false);
    checkText(find, view, 'close', '/view', VIEWS.button, PLAIN, false);
  }
  checkString(find, view, 'private_metadata', '/view', VIEWS.privateMetadata, false);
  checkString(find, view, 'callback_id', '/view', VIEWS.callbackId, false);
  checkString(find, view, 'external_id', '/view', VIEWS.callbackId, false);
  const hasInput = Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === 'input');
  if (expected === 'modal' && hasInput && view.submit === undefined) {
    find.wrong('/view', 'missing required field: submit');
  }
  if (find.messages.length > 0) throw refusedWith('invalid_arguments', find.messages);
  return { body: view, blocks: checkBlocks(view.blocks, expected, '/view/blocks') };
}
