/** Conversations that are no longer followed, as 32-bit numbers: what comes of them later must not look like new ones. */
export interface GivenUp {
  has(hash: number): boolean;
  /** False when there is no room left. */
  add(hash: number): boolean;
}

const ROOM = 2 ** 21;
const FULLEST = ROOM * 0.6;

/** A set in one typed array, which is made when it is first needed. */
export function createGivenUp(): GivenUp {
  let slots: Uint32Array | null = null;
  let held = 0;
  const slotOf = (table: Uint32Array, key: number): number => {
    let slot = key % ROOM;
    while (table[slot] !== 0 && table[slot] !== key) slot = (slot + 1) % ROOM;
    return slot;
  };
  return {
    has: (hash) => slots !== null && slots[slotOf(slots, hash || 1)] !== 0,
    add: (hash) => {
      slots ??= new Uint32Array(ROOM);
      if (held >= FULLEST) return false;
      const slot = slotOf(slots, hash || 1);
      if (slots[slot] === 0) held += 1;
      slots[slot] = hash || 1;
      return true;
    },
  };
}
