/** Words as a sentence lists them: `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  const [final, ...others] = words.toReversed();
  if (final === undefined) return 'nothing';
  return others.length === 0 ? final : `${others.toReversed().join(', ')} ${last} ${final}`;
}

const NAMED_AT_MOST = 12;

/** The same of names that may be many: the first dozen, and how many more there are. */
export function listSome(names: readonly string[]): string {
  const more = names.length - NAMED_AT_MOST;
  return more > 0 ? `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${more} more` : list(names);
}
