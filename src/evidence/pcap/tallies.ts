import type { Distinct } from '../../model/facts/capture.ts';

const MOST_VALUES = 8;
const COLUMNS = 3;

/**
 * Distinct values (or pairs) of one direction, while packets come in. The first one has its own fields, because most
 * directions never show a second.
 */
export interface Tallies {
  one: number;
  other: number;
  packets: number;
  /** The further values: value, its other half, packets. */
  more: number[] | null;
  /** Where the last value stands: -1 for none yet, 0 for the first, 1 for the second. */
  last: number;
  changes: number;
  beyond: number;
}

export function createTallies(): Tallies {
  return { one: 0, other: 0, packets: 0, more: null, last: -1, changes: 0, beyond: 0 };
}

/** Counts a value; the second sight of a packet is no change of mind of the sender. */
export function count(tallies: Tallies, one: number, other: number, again: boolean): void {
  const place = placeOf(tallies, one, other);
  if (again) return;
  if (tallies.last >= 0 && tallies.last !== place) tallies.changes += 1;
  tallies.last = place;
}

/** Counts the value where it stands and returns the place, which is behind the last when there is no room for more. */
function placeOf(tallies: Tallies, one: number, other: number): number {
  if (tallies.packets === 0 || (tallies.one === one && tallies.other === other)) {
    tallies.one = one;
    tallies.other = other;
    tallies.packets += 1;
    return 0;
  }
  tallies.more ??= [];
  const { more } = tallies;
  for (let at = 0; at < more.length; at += COLUMNS) {
    if (more[at] !== one || more[at + 1] !== other) continue;
    more[at + 2] = (more[at + 2] ?? 0) + 1;
    return 1 + at / COLUMNS;
  }
  if (more.length === (MOST_VALUES - 1) * COLUMNS) {
    tallies.beyond += 1;
    return MOST_VALUES;
  }
  return more.push(one, other, 1) / COLUMNS;
}

export function distinct<T>(tallies: Tallies, spell: (one: number, other: number) => T): Distinct<T> {
  const { one, other, packets, more, changes, beyond } = tallies;
  const rows = packets === 0 ? [] : [one, other, packets, ...(more ?? [])];
  const values = Array.from({ length: rows.length / COLUMNS }, (_, index) => {
    const [value = 0, half = 0, seen = 0] = rows.slice(index * COLUMNS);
    return { value: spell(value, half), packets: seen };
  });
  return { values, changes, others: beyond };
}
