import { commandWords } from './command-words.ts';

/**
 * What `show session all filter …` asked for, key by key: `filter source A destination B` is `{source: A, destination: B}`.
 * What follows a pipe narrows the printing, not the question; `count yes` only asks for the number.
 */
export function filterOf(command: string | null): Readonly<Record<string, string>> {
  const words = commandWords((command ?? '').replace(/\s\|.*$/, ''));
  const at = words.indexOf('filter');
  const filter: Record<string, string> = {};
  for (let index = at + 1; at >= 0 && index + 1 < words.length; index += 2) {
    const [key, value] = [words[index], words[index + 1]];
    if (key !== undefined && value !== undefined && key !== 'count') filter[key] = value;
  }
  return filter;
}

/** What `| match X` (or `| except X`) leaves of an output, or null when the command has no pipe. */
export function pipeOf(command: string | null): string | null {
  const pipe = /\s\|\s*(.+)$/.exec(command ?? '');
  return pipe?.[1]?.trim() ?? null;
}
