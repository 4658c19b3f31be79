/** By what many flows are grouped. `unit` is the device (or devices) that showed them; `hash` a bucket of a hash. */
export const BLAST_DIMENSIONS = [
  'egress',
  'zone-pair',
  'ingress',
  'nat-address',
  'unit',
  'server',
  'client-subnet',
  'client',
  'hash',
] as const;
export type BlastDimension = (typeof BLAST_DIMENSIONS)[number];

/**
 * TCP flows, each counted once. `halfOpen`: one direction only was seen, or a handshake that stands still. `whole`: both
 * directions. `couldNotTell`: what was shown of the flow proves neither.
 */
export interface BlastCounts {
  readonly halfOpen: number;
  readonly whole: number;
  readonly couldNotTell: number;
}

/** The flows that have one value of a dimension. `share` (0 to 1) is of those that could be told; null when none could. */
export interface BlastGroup extends BlastCounts {
  readonly name: string;
  readonly share: number | null;
}

/**
 * All flows by one dimension. `observer` is the device whose names the groups are (interfaces, zones, translated
 * addresses); null where every device means the same. `groups` come worst first and are bounded; `others` sums up the
 * rest. `fit`: `separates` when the groups tell half-open from whole flows and chance does not explain it; `leans` when
 * they do so with too many exceptions; `mixed` when there are enough flows to say that they do not; else `not-told`.
 */
export interface BlastGrouping {
  readonly dimension: BlastDimension;
  readonly observer: string | null;
  /** What the buckets are of, for `hash`: `source address XOR destination address, modulo 4`. */
  readonly hash: string | null;
  readonly groups: readonly BlastGroup[];
  readonly others: (BlastCounts & { readonly groups: number }) | null;
  readonly fit: 'separates' | 'leans' | 'mixed' | 'not-told';
  /** Names of the groups that hold the half-open flows; empty unless the grouping separates or leans. */
  readonly affected: readonly string[];
  /** What those show: `All 14 half-open flows leave by ethernet1/4, and none of the 32 whole ones does.` */
  readonly sentence: string | null;
}

/** Which of many flows are half-open. Groupings that separate come first, best first, then those with most to show. */
export interface BlastRadius extends BlastCounts {
  readonly observers: readonly string[];
  readonly groupings: readonly BlastGrouping[];
  /** The grouping that explains best, in one sentence; or that nothing lines up. */
  readonly sentence: string;
  /** What keeps the counts from telling all, a sentence each. */
  readonly limits: readonly string[];
}
