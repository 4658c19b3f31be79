import { ApiError, refusedWith } from '../errors.ts';
import { BLOCKS, MESSAGE_BLOCK_COST, MESSAGE_BLOCKS_TOTAL } from '../limits.ts';
import type { Block, JsonObject } from '../model.ts';
import { checkElement, checkImage } from './check-elements.ts';
import { checkRichText } from './check-rich-text.ts';
import {
  checkList,
  checkString,
  checkText,
  checkTextObject,
  createFinder,
  type Finder,
  isObject,
  PLAIN,
} from './finder.ts';
import { blockText } from './measure.ts';

export type Surface = 'message' | 'modal' | 'home';

type Check = (find: Finder, block: JsonObject, at: string) => void;

const accepted: Check = () => undefined;

/** Every block type Slack knows (@slack/types 3.2.0). The last ones are accepted with their common fields only. */
const CHECKS: Readonly<Record<string, Check>> = {
  section: checkSection,
  header: (find, block, at) => checkText(find, block, 'text', at, BLOCKS.headerText, PLAIN),
  divider: accepted,
  context: checkContext,
  actions: (find, block, at) => checkRow(find, block, at, BLOCKS.actionsElements, 'actions'),
  context_actions: (find, block, at) => checkRow(find, block, at, BLOCKS.contextActionsElements, 'context_actions'),
  input: checkInput,
  image: (find, block, at) => {
    checkImage(find, block, at);
    checkText(find, block, 'title', at, BLOCKS.imageTitle, PLAIN, false);
  },
  markdown: (find, block, at) => checkString(find, block, 'text', at, BLOCKS.markdownText),
  rich_text: checkRichText,
  table: checkTable,
  file: accepted,
  video: accepted,
  alert: accepted,
  card: accepted,
  carousel: accepted,
  container: accepted,
  data_table: accepted,
  data_visualization: accepted,
  plan: accepted,
  task_card: accepted,
};

const MESSAGE_ONLY = ['markdown', 'table', 'plan', 'task_card', 'data_table', 'data_visualization', 'file'];

/**
 * Refuses blocks Slack would refuse: throws ApiError `invalid_blocks` with every problem found, each with its
 * JSON pointer. The argument is whatever arrived; the answer is the same value, now known to be blocks.
 */
export function checkBlocks(blocks: unknown, surface: Surface, at = '/blocks'): readonly Block[] {
  const find = createFinder();
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  const max = surface === 'message' ? BLOCKS.perMessage : BLOCKS.perModal;
  if (blocks.length > max) find.wrong(at, `no more than ${max} items allowed`);
  const seen = new Set<string>();
  blocks.forEach((block: unknown, index) => {
    const pointer = `${at}/${index}`;
    if (isObject(block)) checkOne(find, block, pointer, surface, seen);
    else find.wrong(pointer, 'must be an object');
  });
  const markdown = blocks.filter((block) => isObject(block) && block.type === 'markdown').map(blockText);
  if (markdown.join('').length > BLOCKS.markdownText) {
    find.wrong(at, `markdown blocks must be less than ${BLOCKS.markdownText + 1} characters together`);
  }
  if (find.messages.length > 0) throw refusedWith('invalid_blocks', find.messages);
  return blocks as readonly Block[];
}

/** The cumulative limit of one chat message. Throws ApiError `msg_blocks_too_long`. See limits.ts for its source. */
export function checkTotal(blocks: readonly Block[]): void {
  const total = blocks.reduce((sum, block) => sum + blockText(block).length + MESSAGE_BLOCK_COST, 0);
  if (total > MESSAGE_BLOCKS_TOTAL) throw new ApiError('msg_blocks_too_long');
}

function checkOne(find: Finder, block: JsonObject, at: string, surface: Surface, seen: Set<string>): void {
  const type = String(block.type);
  const check = CHECKS[type];
  const allowed = surface === 'message' || !MESSAGE_ONLY.includes(type);
  if (!check || !allowed) {
    find.wrong(`${at}/type`, `unsupported type: ${type}`);
    return;
  }
  checkString(find, block, 'block_id', at, BLOCKS.blockId, false);
  if (typeof block.block_id === 'string') {
    if (seen.has(block.block_id))
      find.wrong(`${at}/block_id`, `\`block_id\` already exists in message: ${block.block_id}`);
    seen.add(block.block_id);
  }
  check(find, block, at);
}

function checkSection(find: Finder, block: JsonObject, at: string): void {
  if (block.fields === undefined) checkText(find, block, 'text', at, BLOCKS.sectionText);
  else {
    checkText(find, block, 'text', at, BLOCKS.sectionText, undefined, false);
    for (const [field, pointer] of checkList(find, block, 'fields', at, BLOCKS.sectionFields)) {
      checkTextObject(find, field, pointer, BLOCKS.sectionFieldText);
    }
  }
  if (isObject(block.accessory)) checkElement(find, block.accessory, `${at}/accessory`, 'accessory');
}

function checkContext(find: Finder, block: JsonObject, at: string): void {
  for (const [element, pointer] of checkList(find, block, 'elements', at, BLOCKS.contextElements)) {
    if (element.type === 'image') checkImage(find, element, pointer);
    else if (element.type === 'plain_text' || element.type === 'mrkdwn') {
      checkString(find, element, 'text', pointer, BLOCKS.contextText);
    } else find.wrong(`${pointer}/type`, `unsupported type: ${String(element.type)}`);
  }
}

function checkRow(
  find: Finder,
  block: JsonObject,
  at: string,
  max: number,
  place: 'actions' | 'context_actions',
): void {
  const seen = new Set<string>();
  for (const [element, pointer] of checkList(find, block, 'elements', at, max)) {
    checkElement(find, element, pointer, place);
    if (typeof element.action_id !== 'string') continue;
    if (seen.has(element.action_id))
      find.wrong(`${pointer}/action_id`, `\`action_id\` already exists: ${element.action_id}`);
    seen.add(element.action_id);
  }
}

function checkInput(find: Finder, block: JsonObject, at: string): void {
  checkText(find, block, 'label', at, BLOCKS.inputLabel, PLAIN);
  checkText(find, block, 'hint', at, BLOCKS.inputHint, PLAIN, false);
  if (isObject(block.element)) checkElement(find, block.element, `${at}/element`, 'input');
  else find.wrong(at, 'missing required field: element');
}

function checkTable(find: Finder, block: JsonObject, at: string): void {
  if (!Array.isArray(block.rows)) {
    find.wrong(at, 'missing required field: rows');
    return;
  }
  if (block.rows.length > BLOCKS.tableRows) find.wrong(`${at}/rows`, `no more than ${BLOCKS.tableRows} items allowed`);
  block.rows.forEach((row: unknown, index) => {
    const pointer = `${at}/rows/${index}`;
    if (!Array.isArray(row)) {
      find.wrong(pointer, 'must be a valid array');
      return;
    }
    if (row.length > BLOCKS.tableCells) find.wrong(pointer, `no more than ${BLOCKS.tableCells} items allowed`);
    row.forEach((cell: unknown, column) => {
      const type = isObject(cell) ? cell.type : undefined;
      if (isObject(cell) && type === 'rich_text') checkRichText(find, cell, `${pointer}/${column}`);
      else if (isObject(cell) && type === 'raw_text')
        checkString(find, cell, 'text', `${pointer}/${column}`, BLOCKS.tableText);
      else if (type !== 'raw_number') find.wrong(`${pointer}/${column}/type`, `unsupported type: ${String(type)}`);
    });
  });
  if (blockText(block).length > BLOCKS.tableText)
    find.wrong(at, `must be less than ${BLOCKS.tableText + 1} characters`);
}
