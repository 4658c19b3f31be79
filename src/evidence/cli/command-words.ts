/** Splits a command into words; a name in double quotes is one word without its quotes. */
export function commandWords(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** The word after a keyword of a command, or null: for `… virtual-router "Edge 1" ip 192.0.2.1` and `ip`, the address. */
export function commandValue(command: string | null, keyword: string): string | null {
  const words = commandWords(command ?? '');
  const at = words.indexOf(keyword);
  return at === -1 ? null : (words[at + 1] ?? null);
}
