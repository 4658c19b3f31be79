import type { JsonObject } from '../model.ts';
import { checkList, checkString, type Finder } from './finder.ts';

const CONTAINERS = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote'];
const LEAVES = ['text', 'link', 'user', 'usergroup', 'channel', 'team', 'emoji', 'date', 'broadcast', 'color'];
/** Slack accepts only plain runs and links inside code. */
const IN_CODE = ['text', 'link'];
const MANY = Number.MAX_SAFE_INTEGER;

/** Checks a rich_text block (docs.slack.dev/reference/block-kit/blocks/rich-text-block). */
export function checkRichText(find: Finder, block: JsonObject, at: string): void {
  for (const [element, pointer] of checkList(find, block, 'elements', at, MANY)) checkContainer(find, element, pointer);
}

function checkContainer(find: Finder, element: JsonObject, at: string): void {
  const type = String(element.type);
  if (!CONTAINERS.includes(type)) {
    find.wrong(`${at}/type`, `unsupported type: ${type}`);
    return;
  }
  if (type === 'rich_text_list') {
    if (element.style !== 'bullet' && element.style !== 'ordered') {
      find.wrong(`${at}/style`, 'must be one of: bullet, ordered');
    }
    for (const [child, pointer] of checkList(find, element, 'elements', at, MANY)) {
      if (child.type !== 'rich_text_section') find.wrong(`${pointer}/type`, `unsupported type: ${String(child.type)}`);
      else checkContainer(find, child, pointer);
    }
    return;
  }
  const allowed = type === 'rich_text_preformatted' ? IN_CODE : LEAVES;
  for (const [leaf, pointer] of checkList(find, element, 'elements', at, MANY, false)) {
    if (!allowed.includes(String(leaf.type))) find.wrong(`${pointer}/type`, `unsupported type: ${String(leaf.type)}`);
    else checkLeaf(find, leaf, pointer);
  }
}

function checkLeaf(find: Finder, leaf: JsonObject, at: string): void {
  const required: Readonly<Record<string, string>> = {
    text: 'text',
    link: 'url',
    user: 'user_id',
    usergroup: 'usergroup_id',
    channel: 'channel_id',
    emoji: 'name',
    broadcast: 'range',
  };
  const field = required[String(leaf.type)];
  if (field !== undefined) checkString(find, leaf, field, at, MANY);
}
