import type { Station } from '../../model/scene.ts';

/** Stations side by side: one that both ways pass, or one of each way, or of one of them alone. */
export interface PathRow {
  readonly forward: Station | null;
  readonly back: Station | null;
  readonly shared: boolean;
}

/** A station more than this is not drawn. */
const MOST = 12;
const KEPT = 5;

/**
 * Both ways in rows from the client to the server: `forward` in its own order, `back` turned round. Stations that both
 * pass stand in one row; what lies between two of those stands side by side.
 */
export function rowsOf(forward: readonly Station[], back: readonly Station[]): readonly PathRow[] {
  const [down, up] = [shortened(forward), shortened([...back].reverse())];
  const rows: PathRow[] = [];
  let [left, right] = [0, 0];
  for (const [one, other] of commonOf(down, up)) {
    rows.push(...beside(down.slice(left, one), up.slice(right, other)));
    rows.push({ forward: down[one] ?? null, back: up[other] ?? null, shared: true });
    [left, right] = [one + 1, other + 1];
  }
  return [...rows, ...beside(down.slice(left), up.slice(right))];
}

function shortened(stations: readonly Station[]): readonly Station[] {
  if (stations.length <= MOST) return stations;
  const note = `${stations.length - 2 * KEPT} more`;
  return [...stations.slice(0, KEPT), { kind: 'gap', name: '', note }, ...stations.slice(-KEPT)];
}

/** The longest run of pairs of stations that are the same and stand in the same order. */
function commonOf(down: readonly Station[], up: readonly Station[]): readonly (readonly [number, number])[] {
  const best: (readonly (readonly [number, number])[])[][] = [];
  const at = (one: number, other: number) => best[one]?.[other] ?? [];
  for (let one = down.length - 1; one >= 0; one -= 1) {
    const row: (readonly (readonly [number, number])[])[] = [];
    best[one] = row;
    for (let other = up.length - 1; other >= 0; other -= 1) {
      const below = best[one + 1]?.[other] ?? [];
      const beside = row[other + 1] ?? [];
      row[other] = isSame(down[one], up[other])
        ? [[one, other], ...at(one + 1, other + 1)]
        : below.length >= beside.length
          ? below
          : beside;
    }
  }
  return at(0, 0);
}

function isSame(one: Station | undefined, other: Station | undefined): boolean {
  return one !== undefined && other !== undefined && one.kind !== 'gap' && one.name === other.name;
}

function beside(down: readonly Station[], up: readonly Station[]): readonly PathRow[] {
  const height = Math.max(down.length, up.length);
  const [before, above] = [down, up].map((side) => Math.floor((height - side.length) / 2));
  return Array.from({ length: height }, (_, row) => ({
    forward: down[row - (before ?? 0)] ?? null,
    back: up[row - (above ?? 0)] ?? null,
    shared: false,
  }));
}
