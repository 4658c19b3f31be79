import type { Baseline, ComparedMoment, Comparison, Difference } from '../model/comparison.ts';
import type { Citation } from '../model/evidence.ts';
import { count, flowText, placeText } from './sentences.ts';

/** How many differences of one kind are told in full; the others are counted. A routing table may have thousands. */
export const TOLD_AT_MOST = 12;

/** One difference in words, with the places of both moments. */
export interface DifferenceTold {
  readonly says: string;
  readonly places: string;
}

/** Differences of one kind under their heading. `left` says how many more there are; null when that is all. */
export interface DifferencesTold {
  readonly state: Baseline;
  readonly heading: string;
  readonly items: readonly DifferenceTold[];
  readonly left: string | null;
}

/** A comparison in reading order: what every renderer shows. */
export interface ComparisonTold {
  readonly headline: string;
  readonly moments: readonly string[];
  readonly groups: readonly DifferencesTold[];
  /** What stayed the same, in one sentence. */
  readonly same: string;
}

const HEADINGS: Readonly<Record<Exclude<Baseline, 'unchanged'>, string>> = {
  updated: 'Updated',
  new: 'New: the first moment does not show it',
  absent: 'Absent: the second moment does not show it',
};

/**
 * Puts a comparison in reading order: what changed first, what stayed only by its number. `notAgain`: how much was left
 * out because the later moment was not asked for it.
 */
export function tellComparison(comparison: Comparison, notAgain = 0): ComparisonTold {
  const { before, after, sameEnds, differences } = comparison;
  const states = ['updated', 'new', 'absent'] as const;
  const changed = differences.filter(({ state }) => state !== 'unchanged').length;
  return {
    headline:
      changed === 0
        ? 'Nothing that matters differs'
        : `${count(changed, 'difference')} that matter${changed === 1 ? 's' : ''}`,
    moments: [
      `Before: ${momentText(before)}`,
      `After: ${momentText(after)}`,
      ...(sameEnds ? [] : ['The two moments speak of different conversations: what differs may be due to that.']),
    ],
    groups: states.flatMap((state) =>
      group(
        state,
        differences.filter((one) => one.state === state),
      ),
    ),
    same: [
      `Unchanged: ${count(differences.length - changed, 'finding or reading', 'findings and readings')}.`,
      ...(notAgain === 0 ? [] : [`Not asked for again: ${notAgain}, so they are not compared.`]),
    ].join(' '),
  };
}

function momentText({ headline, flow }: ComparedMoment): string {
  return `${headline}${/[.!?]$/.test(headline) ? '' : '.'}${flow === null ? '' : ` ${flowText(flow)}`}`;
}

function group(state: Exclude<Baseline, 'unchanged'>, all: readonly Difference[]): readonly DifferencesTold[] {
  if (all.length === 0) return [];
  const left = all.length - TOLD_AT_MOST;
  return [
    {
      state,
      heading: HEADINGS[state],
      items: all.slice(0, TOLD_AT_MOST).map((one) => ({ says: one.says, places: placesText(one) })),
      left: left > 0 ? `and ${count(left, 'more', 'more')}` : null,
    },
  ];
}

const PLACES_AT_MOST = 3;

function placesText({ before, after }: Difference): string {
  const side = (name: string, citations: readonly Citation[]): readonly string[] =>
    citations.length === 0 ? [] : [`${name} ${citations.slice(0, PLACES_AT_MOST).map(placeText).join(', ')}`];
  return [...side('before', before), ...side('after', after)].join(' · ');
}
