/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A number from 0 up to 1. */
  readonly next: () => number;
  /** A whole number from 0 up to `below`. */
  readonly below: (below: number) => number;
  readonly chance: (probability: number) => boolean;
  /** One of the values, undefined when there are none. */
  readonly pick: <T>(values: readonly T[]) => T | undefined;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for choosing what to break. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, chance: (probability) => next() < probability, pick: (values) => values[below(values.length)] };
}

/** FNV-1a: a number for a text, so that a draw stays what it was when something else is added to the list. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
