import { BOUNDED, type Difference } from './differences.ts';

/** A connection's name as one program has it: who opened it (`192.0.2.1:40000 > 192.0.2.9:443`), and its state. */
export interface Named {
  readonly direction: string;
  readonly state: string;
}

/** Why two programs differ about the connections between two ends; null when that is of no known kind. */
export type Reason = (what: 'state' | 'opened by', ours: readonly Named[], theirs: readonly Named[]) => string | null;

/** Compares the states of connections, and who opened them; a port pair that is used again has several states. */
export function namedDifferences(
  program: string,
  ours: readonly Named[],
  theirs: readonly Named[],
  reason: Reason,
): readonly Difference[] {
  const [mine, other] = [byPair(ours), byPair(theirs)];
  return [...new Set([...mine.keys(), ...other.keys()])].sort().flatMap((of) => {
    const [us, them] = [mine.get(of) ?? [], other.get(of) ?? []];
    return WHATS.flatMap(([what, read]) => {
      const [our, their] = [read(us), read(them)];
      return our === their ? [] : [{ program, of, what, ours: our, theirs: their, because: reason(what, us, them) }];
    });
  });
}

/** A digest that left conversations out cannot be compared. */
export function boundedOr(leftOut: number, reason: Reason): Reason {
  return leftOut > 0 ? () => BOUNDED : reason;
}

const WHATS = [
  [
    'state',
    (named: readonly Named[]) =>
      named
        .map(({ state }) => state)
        .sort()
        .join(' ') || 'nothing',
  ],
  [
    'opened by',
    (named: readonly Named[]) => [...new Set(named.map(({ direction }) => direction.split(' > ')[0]))].sort().join(' '),
  ],
] as const;

function byPair(named: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const pairs = new Map<string, Named[]>();
  for (const one of named) {
    const key = one.direction.split(' > ').sort().join(' - ');
    pairs.set(key, [...(pairs.get(key) ?? []), one]);
  }
  return pairs;
}
