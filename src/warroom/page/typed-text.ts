import { decode } from './text/mrkdwn.ts';

/** A message's text as its author would type it again: names instead of ids, links as their words. */
export function typedText(text: string, people: ReadonlyArray<{ readonly id: string; readonly name: string }>): string {
  const named = text.replaceAll(/<([^<>\n|]+)(?:\|([^<>\n]*))?>/g, (whole, target: string, label?: string) => {
    if (!target.startsWith('@')) return label ?? (target.startsWith('!') ? `@${target.slice(1)}` : target);
    const person = people.find(({ id }) => id === target.slice(1));
    return person ? `@${person.name}` : whole;
  });
  return decode(named);
}
