import { BLOCKS } from '../limits.ts';
import type { JsonObject } from '../model.ts';
import { checkList, checkString, checkText, type Finder, isObject, PLAIN } from './finder.ts';

type Check = (find: Finder, element: JsonObject, at: string) => void;

const select: Check = (find, element, at) => {
  checkText(find, element, 'placeholder', at, BLOCKS.placeholder, PLAIN, false);
};

const staticSelect: Check = (find, element, at) => {
  select(find, element, at);
  if (element.option_groups !== undefined) {
    for (const [group, pointer] of checkList(find, element, 'option_groups', at, BLOCKS.options)) {
      checkText(find, group, 'label', pointer, BLOCKS.optionText, PLAIN);
      checkOptions(find, group, pointer, BLOCKS.options);
    }
    return;
  }
  checkOptions(find, element, at, BLOCKS.options);
};

const choices: Check = (find, element, at) => checkOptions(find, element, at, BLOCKS.choiceOptions);
const input: Check = select;
const none: Check = () => undefined;

/** Every interactive element and what is asked of it beyond action_id, confirm and placeholder. */
const ELEMENTS: Readonly<Record<string, Check>> = {
  button: checkButton,
  workflow_button: none,
  overflow: (find, element, at) => checkOptions(find, element, at, BLOCKS.overflowOptions),
  static_select: staticSelect,
  multi_static_select: staticSelect,
  external_select: select,
  multi_external_select: select,
  users_select: select,
  multi_users_select: select,
  conversations_select: select,
  multi_conversations_select: select,
  channels_select: select,
  multi_channels_select: select,
  checkboxes: choices,
  radio_buttons: choices,
  datepicker: input,
  timepicker: input,
  datetimepicker: none,
  plain_text_input: input,
  number_input: input,
  email_text_input: input,
  url_text_input: input,
  rich_text_input: none,
  file_input: none,
  feedback_buttons: none,
  icon_button: none,
};

const INPUT_ONLY = [
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'rich_text_input',
  'file_input',
];
const FEEDBACK = ['feedback_buttons', 'icon_button'];

/** The element types each place accepts (docs.slack.dev/reference/block-kit/block-elements, "works with"). */
export const PLACES = {
  actions: Object.keys(ELEMENTS).filter((type) => ![...INPUT_ONLY, ...FEEDBACK].includes(type)),
  accessory: [...Object.keys(ELEMENTS).filter((type) => ![...INPUT_ONLY, ...FEEDBACK].includes(type)), 'image'],
  input: Object.keys(ELEMENTS).filter((type) => ![...FEEDBACK, 'button', 'overflow', 'workflow_button'].includes(type)),
  context_actions: FEEDBACK,
} as const;

/** Checks one interactive element; `place` is where it stands. Unknown types and types out of place are refused. */
export function checkElement(find: Finder, element: JsonObject, at: string, place: keyof typeof PLACES): void {
  const type = String(element.type);
  if (!PLACES[place].includes(type)) {
    find.wrong(`${at}/type`, `unsupported type: ${type}`);
    return;
  }
  if (type === 'image') {
    checkImage(find, element, at);
    return;
  }
  checkString(find, element, 'action_id', at, BLOCKS.actionId, false);
  if (element.confirm !== undefined) checkConfirm(find, element, at);
  ELEMENTS[type]?.(find, element, at);
}

export function checkImage(find: Finder, element: JsonObject, at: string): void {
  if (isObject(element.slack_file)) {
    checkString(find, element, 'alt_text', at, BLOCKS.imageAlt);
    return;
  }
  checkString(find, element, 'image_url', at, BLOCKS.imageUrl);
  checkString(find, element, 'alt_text', at, BLOCKS.imageAlt);
}

function checkButton(find: Finder, button: JsonObject, at: string): void {
  checkText(find, button, 'text', at, BLOCKS.buttonText, PLAIN);
  checkString(find, button, 'value', at, BLOCKS.buttonValue, false);
  checkString(find, button, 'url', at, BLOCKS.buttonUrl, false);
  checkString(find, button, 'accessibility_label', at, BLOCKS.accessibilityLabel, false);
  if (button.style !== undefined && button.style !== 'primary' && button.style !== 'danger') {
    find.wrong(`${at}/style`, 'must be one of: primary, danger');
  }
}

function checkConfirm(find: Finder, element: JsonObject, at: string): void {
  const pointer = `${at}/confirm`;
  if (!isObject(element.confirm)) {
    find.wrong(pointer, 'must be an object');
    return;
  }
  checkText(find, element.confirm, 'title', pointer, BLOCKS.confirmTitle, PLAIN);
  checkText(find, element.confirm, 'text', pointer, BLOCKS.confirmText);
  checkText(find, element.confirm, 'confirm', pointer, BLOCKS.confirmButton, PLAIN);
  checkText(find, element.confirm, 'deny', pointer, BLOCKS.confirmButton, PLAIN);
}

function checkOptions(find: Finder, owner: JsonObject, at: string, max: number): void {
  for (const [option, pointer] of checkList(find, owner, 'options', at, max)) {
    checkText(find, option, 'text', pointer, BLOCKS.optionText);
    checkString(find, option, 'value', pointer, BLOCKS.optionValue);
    checkText(find, option, 'description', pointer, BLOCKS.optionDescription, undefined, false);
  }
}
