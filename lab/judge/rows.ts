import type { Group, Shares } from './shares.ts';
import { shown } from './shares.ts';

export const WHOLE_HEAD = [
  'network',
  'incidents',
  'right first',
  'right, not first',
  'inconclusive',
  'wrong, likely',
  'wrong, confirmed',
  'asymmetry claimed',
] as const;

export const HALF_HEAD = [
  'network',
  'asked',
  'right first',
  'right, not first',
  'inconclusive',
  'of these rightly',
  'wrong, likely',
  'wrong, confirmed',
  'asymmetry claimed',
] as const;

/** A row of the table of answers with all evidence. */
export function wholeRow({ name, whole }: Group): readonly string[] {
  return [name, ...cells(whole, [])];
}

/** A row of the table of answers with half of it. */
export function halfRow({ name, half }: Group): readonly string[] {
  return [name, ...cells(half, [half.rightlyOpen])];
}

function cells({ asked, marks, claimsAsymmetry }: Shares, open: readonly number[]): readonly string[] {
  return [
    asked,
    marks['right-first'],
    marks['right-not-first'],
    marks.inconclusive,
    ...open,
    marks['wrong-likely'],
    marks['wrong-confirmed'],
    claimsAsymmetry,
  ].map(String);
}

/** The sentences under the goals: how often nothing was named, and how often rightly. */
export function openSentences({ whole, half }: Group): readonly string[] {
  const told = half.asked - half.rightlyOpen;
  return [
    `Inconclusive: ${shown(whole.marks.inconclusive, whole.asked)} with all evidence, ${shown(half.marks.inconclusive, half.asked)} with half of it.`,
    `Of the ${half.marks.inconclusive} with half, ${half.rightlyOpen} rightly: a file that holds a signature of the cause, or what must be known beside it, was withheld, and nothing else tells it.`,
    `Right in first place among the other ${told}: ${shown(half.marks['right-first'], told)}.`,
  ];
}
