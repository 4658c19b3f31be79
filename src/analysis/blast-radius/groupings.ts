import {
  BLAST_DIMENSIONS,
  type BlastCounts,
  type BlastDimension,
  type BlastGroup,
  type BlastGrouping,
} from '../../model/blast-radius.ts';
import { compareNames, compareText } from '../evidence-order.ts';
import type { SeenFlow } from './flows.ts';
import { hashSplit } from './hash.ts';
import { separationSentence } from './sentence.ts';
import { type Separation, separationOf, type Tally, talliesOf } from './separation.ts';
import { type Split, splitsOf } from './split.ts';

/** A grouping with the flows that it was made of. */
export interface Grouped {
  readonly grouping: BlastGrouping;
  readonly split: Split;
  readonly separation: Separation;
}

/** Groups beyond these are summed up. */
const GROUPS = 12;

const FITS: readonly BlastGrouping['fit'][] = ['separates', 'leans'];

const NOT_TOLD: Separation = { fit: 'not-told', affected: [], chance: 0, misplaced: 0 };

/**
 * All groupings of the flows that show anything. Those that separate come first, the one with the fewest flows in the
 * wrong group before others, equals in the order of `BLAST_DIMENSIONS`; then by how little chance explains them. `partial`: flows are known to be missing, so none may be claimed.
 */
export function groupingsOf(flows: readonly SeenFlow[], partial: boolean): readonly Grouped[] {
  const plain = splitsOf(flows).map((split) => {
    const tallies = talliesOf(split);
    return grouped(split, tallies, separationOf(tallies, 'plain'), partial);
  });
  const hash = partial ? null : hashSplit(flows);
  const all = hash === null ? plain : [...plain, grouped(hash.split, talliesOf(hash.split), hash.separation, false)];
  return all
    .filter(({ grouping }) => grouping.groups.filter(({ share }) => share !== null).length > 1)
    .sort(compareGrouped);
}

function compareGrouped(one: Grouped, other: Grouped): number {
  const separates = one.grouping.fit === 'separates' && other.grouping.fit === 'separates';
  return (
    fitRank(one) - fitRank(other) ||
    (separates
      ? one.separation.misplaced - other.separation.misplaced
      : one.separation.chance - other.separation.chance) ||
    rankOf(one.grouping.dimension) - rankOf(other.grouping.dimension) ||
    compareNames(one.grouping.observer ?? '', other.grouping.observer ?? '')
  );
}

/** What does not fit comes last, the least improbable of it at the very end. */
function fitRank({ grouping }: Grouped): number {
  const at = FITS.indexOf(grouping.fit);
  return at < 0 ? FITS.length : at;
}

function rankOf(dimension: BlastDimension): number {
  return BLAST_DIMENSIONS.indexOf(dimension);
}

function grouped(split: Split, tallies: readonly Tally[], separation: Separation, partial: boolean): Grouped {
  const { dimension, observer, hash } = split;
  const judged = partial ? NOT_TOLD : separation;
  const { fit, affected } = judged;
  const groups = tallies.map(groupOf).sort(worstFirst);
  const named = [...affected].sort(compareNames);
  const hit = new Set(affected);
  const inside = total(tallies.filter(({ name }) => hit.has(name)));
  const about = { dimension, observer, hash, affected: named };
  return {
    split,
    separation: judged,
    grouping: {
      ...about,
      groups: groups.slice(0, GROUPS),
      others: groups.length > GROUPS ? { groups: groups.length - GROUPS, ...total(groups.slice(GROUPS)) } : null,
      fit,
      sentence: affected.length > 0 ? separationSentence(about, inside, total(tallies)) : null,
    },
  };
}

function groupOf({ name, halfOpen, whole, couldNotTell }: Tally): BlastGroup {
  const told = halfOpen + whole;
  return { name, halfOpen, whole, couldNotTell, share: told === 0 ? null : halfOpen / told };
}

function worstFirst(one: BlastGroup, other: BlastGroup): number {
  return (
    (other.share ?? -1) - (one.share ?? -1) ||
    other.halfOpen - one.halfOpen ||
    other.whole - one.whole ||
    compareText(one.name, other.name)
  );
}

function total(parts: readonly BlastCounts[]): BlastCounts {
  return parts.reduce(
    (sum, { halfOpen, whole, couldNotTell }) => ({
      halfOpen: sum.halfOpen + halfOpen,
      whole: sum.whole + whole,
      couldNotTell: sum.couldNotTell + couldNotTell,
    }),
    { halfOpen: 0, whole: 0, couldNotTell: 0 },
  );
}
