import type { PageState } from '../page-state.ts';

/** Something the composer offers to write out: a command, a person, or a channel. */
export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  /** What takes the place of the last word. */
  readonly insert: string;
}

const MOST = 8;

/** What could be meant by the word being typed. */
export function suggest(text: string, state: PageState): readonly Suggestion[] {
  if (/^\/[\w-]*$/.test(text)) {
    return state.commands
      .filter(({ command }) => command.startsWith(text) && command !== text)
      .map(({ command, description, hint }) => ({ label: `${command} ${hint}`, detail: description, insert: command }));
  }
  const [, mark, typed = ''] = /(?:^|\s)([@#])([\w-]*)$/.exec(text) ?? [];
  const starts = (name: string) => name.toLowerCase().startsWith(typed.toLowerCase());
  if (mark === '@') {
    const people = state.people.filter(({ name, realName }) => starts(name) || starts(realName));
    const groups = state.usergroups.filter(({ handle }) => starts(handle));
    return [
      ...people.map(({ name, realName, title }) => ({ label: realName, detail: title, insert: `@${name}` })),
      ...groups.map(({ handle, name }) => ({ label: `@${handle}`, detail: name, insert: `@${handle}` })),
    ].slice(0, MOST);
  }
  if (mark !== '#') return [];
  return state.channels
    .filter(({ name, kind }) => kind !== 'im' && starts(name))
    .map(({ name, topic }) => ({ label: `#${name}`, detail: topic, insert: `#${name}` }));
}

/** The text with its last word written out. */
export function completed(text: string, { insert }: Suggestion): string {
  return `${text.replace(/[@#/][\w-]*$/, '')}${insert} `;
}
