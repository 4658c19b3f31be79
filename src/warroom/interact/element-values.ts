import { isObject } from '../blocks/finder.ts';
import { Refusal } from '../errors.ts';
import type { JsonObject } from '../model.ts';
import type { Room } from '../room.ts';
import { wireFile } from '../wire.ts';

/** What a person put into an element: typed text, one chosen value or id, or several. */
export type Input = string | readonly string[];

/** How each element reports a choice: the field's name, and whether it takes one or many. */
const IDS: Readonly<Record<string, readonly [one: string, many: boolean, initial: string]>> = {
  users_select: ['selected_user', false, 'initial_user'],
  multi_users_select: ['selected_users', true, 'initial_users'],
  conversations_select: ['selected_conversation', false, 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', true, 'initial_conversations'],
  channels_select: ['selected_channel', false, 'initial_channel'],
  multi_channels_select: ['selected_channels', true, 'initial_channels'],
  datepicker: ['selected_date', false, 'initial_date'],
  timepicker: ['selected_time', false, 'initial_time'],
};
const ONE_OPTION = ['static_select', 'radio_buttons', 'overflow', 'external_select'];
const MANY_OPTIONS = ['multi_static_select', 'checkboxes', 'multi_external_select'];

/**
 * The state of one element as `view.state.values` and `actions[]` carry it (docs.slack.dev/reference/views#state).
 * Without an input the element's own initial value counts. Throws Refusal for an option that is not on offer.
 */
export function elementState(room: Room, element: JsonObject, input: Input | undefined): JsonObject {
  const type = String(element.type);
  const one = typeof input === 'string' ? input : input?.[0];
  const many = typeof input === 'string' ? [input] : input;
  if (ONE_OPTION.includes(type)) {
    const selected = one === undefined ? (element.initial_option ?? null) : one === '' ? null : option(element, one);
    return { type, selected_option: selected };
  }
  if (MANY_OPTIONS.includes(type)) {
    const selected = many?.filter((value) => value !== '').map((value) => option(element, value));
    return { type, selected_options: selected ?? element.initial_options ?? [] };
  }
  const ids = IDS[type];
  if (ids) {
    const [field, takesMany, initial] = ids;
    if (takesMany) return { type, [field]: many?.filter((value) => value !== '') ?? element[initial] ?? [] };
    return { type, [field]: (one === '' ? null : one) ?? (one === undefined ? element[initial] : null) ?? null };
  }
  if (type === 'datetimepicker') {
    return { type, selected_date_time: one ? Number(one) : (element.initial_date_time ?? null) };
  }
  if (type === 'file_input') return { type, files: (many ?? []).flatMap((id) => files(room, id)) };
  if (type === 'button') return { type };
  const typed = one ?? (typeof element.initial_value === 'string' ? element.initial_value : '');
  return { type, value: typed === '' ? null : typed };
}

/** Whether a state says nothing was filled in or chosen. */
export function isEmptyState(state: JsonObject): boolean {
  return Object.entries(state).every(
    ([key, value]) => key === 'type' || value === null || (Array.isArray(value) && value.length === 0),
  );
}

function option(element: JsonObject, value: string): JsonObject {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isObject) : [element];
  const options = groups.flatMap((group) => (Array.isArray(group.options) ? group.options : [])).filter(isObject);
  const found = options.find((known) => known.value === value);
  if (!found) throw new Refusal(`"${value}" is not one of the choices.`);
  return found;
}

function files(room: Room, id: string): JsonObject[] {
  const file = room.workspace.files.get(id);
  return file ? [wireFile(room.workspace, room.baseUrl, file)] : [];
}
