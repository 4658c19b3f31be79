/** One change is a move of the path; this many, with this many packets at each place alone, are alternation. */
const ALTERNATES = 3;

/** A packet that only one of two places holds: its place in the order of sending, and which of the two. */
export interface Lone {
  readonly at: number;
  readonly name: 'one' | 'other';
}

/** How far a number that counts modulo `size` lies from `base`, from `-size / 2` on. */
export function distance(number: number, base: number, size: number): number {
  return ((number - base + size + size / 2) % size) - size / 2;
}

/**
 * Whether packets pass two places by turns, by those that only one of them holds and the number of those that both hold.
 * Places on one way that each miss a packet now and then have most of them in common.
 */
export function takeTurns(lone: readonly Lone[], shared: number): boolean {
  const inOrder = lone.toSorted((one, other) => one.at - other.at);
  const changes = inOrder.filter(({ name }, index) => index > 0 && name !== inOrder[index - 1]?.name).length;
  const count = (wanted: string) => new Set(lone.filter(({ name }) => name === wanted).map(({ at }) => at)).size;
  const least = Math.min(count('one'), count('other'));
  return changes >= ALTERNATES && least >= ALTERNATES && shared <= least;
}
