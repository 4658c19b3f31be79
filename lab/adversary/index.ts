import { join } from 'node:path';
import { faultOf, rightAnswers } from '../judge/mark.ts';
import type { Outcome } from '../model.ts';
import { captureCuts } from './capture-cuts.ts';
import { keepFind } from './keep.ts';
import { type Find, type SearchOptions, search } from './search.ts';
import { type Subject, subjectOf } from './subject.ts';

export type { Find } from './search.ts';

/** An incident to attack, and its folder. */
export interface Target {
  readonly subject: Subject;
  readonly folder: string;
}

/** A find, and the folder that shows it. */
export interface Hunted {
  readonly find: Find;
  readonly folder: string;
  /** Whether `roundtrip analyze` confirms the same wrong cause of that folder. */
  readonly reproduces: boolean;
}

/** An incident that was made, ready to be attacked. */
export function targetOf({ incident, folder, input, experienced }: Outcome): Target {
  const faults = rightAnswers(faultOf(incident.truth, experienced)).filter((answer) => answer !== 'inconclusive');
  return { subject: subjectOf(incident.id, input, faults), folder };
}

/** Attacks every target with at most `questions` triages each, and keeps each find in a folder of its own below `keep`. */
export async function* hunt(
  targets: readonly Target[],
  { keep, ...options }: SearchOptions & { readonly keep: string },
): AsyncGenerator<Hunted> {
  const others = targets.map(({ subject }) => withoutCaptures(subject));
  for (const { subject, folder } of targets) {
    const cuts = await captureCuts(subject, folder);
    const means = { others: others.filter(({ name }) => name !== subject.name), cuts };
    const find = search(subject, means, options);
    if (find === null) continue;
    const to = join(keep, `${subject.name}-${find.cause}`);
    yield { find, folder: to, reproduces: await keepFind(find, subject, { folder, cuts }, to) };
  }
}

/** A find for a terminal; ends with a line break. */
export function huntedText({ find, folder, reproduces }: Hunted): string {
  const { name, cause, how } = find;
  return [
    `${name}: ${cause} is confirmed, and wrong`,
    ...(how.length === 0 ? ['  with all of the evidence'] : how.map((words) => `  ${words}`)),
    `  ${reproduces ? `roundtrip analyze ${folder}` : `${folder} (from the folder it is not confirmed again)`}`,
    '',
  ].join('\n');
}

/** Its texts only: what gets mixed into another incident are outputs that people paste. */
function withoutCaptures(subject: Subject): Subject {
  const { input } = subject;
  return { ...subject, input: { ...input, raw: input.raw.filter(({ capture }) => capture === undefined) } };
}
