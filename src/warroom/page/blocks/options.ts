import { isObject } from '../../blocks/finder.ts';
import type { JsonObject } from '../../model.ts';
import type { PageState } from '../../page-state.ts';

export interface Choice {
  readonly value: string;
  readonly text: unknown;
  readonly description: unknown;
  readonly group: string | null;
}

/** What an element offers: its own options, in groups or not, or the workspace's people or channels. */
export function optionsOf(element: JsonObject, state: PageState): readonly Choice[] {
  const type = String(element.type);
  if (type.includes('users_select')) {
    return state.people.filter(({ isBot }) => !isBot).map(({ id, realName }) => workspaceChoice(id, realName));
  }
  if (type.includes('channels_select') || type.includes('conversations_select')) {
    return state.channels.map(({ id, name, kind }) => workspaceChoice(id, kind === 'im' ? name : `#${name}`));
  }
  if (!Array.isArray(element.option_groups)) return read(element.options, null);
  return element.option_groups.filter(isObject).flatMap((group) => read(group.options, plain(group.label)));
}

/** The values an element starts with. */
export function initialOf(element: JsonObject): readonly string[] {
  const options = [element.initial_option, ...list(element.initial_options)].filter(isObject);
  const ids = ['user', 'channel', 'conversation', 'date', 'time', 'value', 'date_time'].map(
    (name) => element[`initial_${name}`],
  );
  const lists = ['users', 'channels', 'conversations'].flatMap((name) => list(element[`initial_${name}`]));
  return [...options.map(({ value }) => value), ...ids, ...lists]
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String);
}

/** The words of a plain text object. */
export function plain(value: unknown): string {
  return isObject(value) && typeof value.text === 'string' ? value.text : '';
}

function read(options: unknown, group: string | null): Choice[] {
  return list(options)
    .filter(isObject)
    .map(({ value, text, description }) => ({ value: String(value), text, description, group }));
}

function workspaceChoice(value: string, text: string): Choice {
  return { value, text: { type: 'plain_text', text }, description: undefined, group: null };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
