import type { BlastCounts, BlastGrouping } from '../../model/blast-radius.ts';
import { logChoose, logTail } from './chance.ts';
import type { Member, Split } from './split.ts';

/** A group with its flows, and with the conversations among them that count as one witness each. */
export interface Tally extends BlastCounts {
  readonly name: string;
  readonly witnesses: { readonly halfOpen: number; readonly whole: number };
}

export interface Separation {
  readonly fit: BlastGrouping['fit'];
  readonly affected: readonly string[];
  /** ln of the probability that chance parts them so, all trials counted: the lower, the more it explains. */
  readonly chance: number;
  /** Flows in the wrong group: half-open outside of the affected ones, whole inside. */
  readonly misplaced: number;
}

/** Groupings that are tried: eight dimensions, and six inputs of a hash with seven moduli. Each is a chance to be misled. */
const TRIALS = 8 + 6 * 7;

/** How rare it must be that chance parts the flows so, after all trials; a hash is claimed more reluctantly. */
const RARE = { plain: 0.01, hash: 0.001 } as const;

/** What share of all flows, and of the half-open ones, may lie in the wrong group; which share of either sort still leans. */
const TOLERANCE = { all: 0.05, halfOpen: 0.1, leans: 0.35 } as const;

/**
 * Counts a split. Flows between one client and one server that all fared alike in one group count as one witness:
 * a user who tries twenty times is no proof twenty times over.
 */
export function talliesOf({ groups }: Split): readonly Tally[] {
  const differing = pairsThatDiffer(groups);
  return [...groups].map(([name, members]) => {
    const counts = { halfOpen: 0, whole: 0, couldNotTell: 0 };
    const witnesses = { halfOpen: 0, whole: 0 };
    const known = new Set<number>();
    for (const { flow, condition } of members) {
      if (condition === 'could-not-tell') {
        counts.couldNotTell += 1;
        continue;
      }
      const side = condition === 'half-open' ? 'halfOpen' : 'whole';
      counts[side] += 1;
      if (differing.has(flow.pair) || !known.has(flow.pair)) witnesses[side] += 1;
      known.add(flow.pair);
    }
    return { name, ...counts, witnesses };
  });
}

/** Pairs of client and server whose flows are in several groups, or fared differently: each flow then says something. */
function pairsThatDiffer(groups: Split['groups']): ReadonlySet<number> {
  const fared = new Map<number, readonly [string, Member['condition']]>();
  const differing = new Set<number>();
  for (const [name, members] of groups) {
    for (const { flow, condition } of members) {
      if (condition === 'could-not-tell') continue;
      const before = fared.get(flow.pair);
      if (before === undefined) fared.set(flow.pair, [name, condition]);
      else if (before[0] !== name || before[1] !== condition) differing.add(flow.pair);
    }
  }
  return differing;
}

/**
 * Whether groups tell half-open flows from whole ones. The affected groups are those where more are half-open than
 * whole. They must hold nearly all half-open flows and nearly no whole one, and chance must not explain it: the
 * probability by Fisher's exact test over the witnesses, times the number of ways to pick so many of the groups, times
 * the number of groupings tried (Bonferroni), stays below one in a hundred, for a hash below one in a thousand. Groups
 * that are as improbable and hold too many flows of the wrong sort only lean.
 */
export function separationOf(tallies: readonly Tally[], kind: 'plain' | 'hash'): Separation {
  const told = tallies.filter(({ halfOpen, whole }) => halfOpen + whole > 0);
  const hit = told.filter(({ halfOpen, whole }) => halfOpen > whole);
  const rest = told.filter(({ halfOpen, whole }) => halfOpen <= whole);
  const halfOpen = sum(told, (tally) => tally.halfOpen);
  const all = halfOpen + sum(told, (tally) => tally.whole);
  const misplaced = sum(hit, (tally) => tally.whole) + sum(rest, (tally) => tally.halfOpen);
  const affected = hit.map(({ name }) => name);
  const chance = hit.length === 0 || rest.length === 0 ? 0 : chanceOf(told, hit);
  const rare = chance <= Math.log(RARE[kind]);
  if (rare && misplaced <= all * TOLERANCE.all && misplaced <= halfOpen * TOLERANCE.halfOpen) {
    return { fit: 'separates', affected, chance, misplaced };
  }
  if (rare && misplaced <= Math.min(halfOpen, all - halfOpen) * TOLERANCE.leans) {
    return { fit: 'leans', affected, chance, misplaced };
  }
  return { fit: !rare && couldBeRare(told, RARE[kind]) ? 'mixed' : 'not-told', affected: [], chance, misplaced };
}

function chanceOf(told: readonly Tally[], hit: readonly Tally[]): number {
  const marked = sum(told, ({ witnesses }) => witnesses.halfOpen);
  const all = marked + sum(told, ({ witnesses }) => witnesses.whole);
  const hits = sum(hit, ({ witnesses }) => witnesses.halfOpen);
  const drawn = hits + sum(hit, ({ witnesses }) => witnesses.whole);
  return Math.min(0, logTail(all, marked, drawn, hits) + logChoose(told.length, hit.length) + Math.log(TRIALS));
}

/** Whether so many witnesses in so many groups would be enough, if they parted without a flaw. */
function couldBeRare(told: readonly Tally[], rare: number): boolean {
  const marked = sum(told, ({ witnesses }) => witnesses.halfOpen);
  const all = marked + sum(told, ({ witnesses }) => witnesses.whole);
  const ways = logChoose(told.length, Math.floor(told.length / 2));
  return told.length > 1 && ways + Math.log(TRIALS) - logChoose(all, marked) <= Math.log(rare);
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
