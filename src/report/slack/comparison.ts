import type { Comparison } from '../../model/comparison.ts';
import { tellComparison } from '../comparison.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, header, italic, rich, section } from './rich.ts';

/** A case at two moments, in its thread. `title` says which two; `notAgain` how much was not asked for again. */
export function comparisonMessages(comparison: Comparison, title: string, notAgain = 0): readonly SlackMessage[] {
  const told = tellComparison(comparison, notAgain);
  const groups = told.groups.flatMap(({ heading, items, left }) => [
    section(bold(heading)),
    bullets([
      ...items.map(({ says, places }) => section(says, ...(places === '' ? [] : [italic(` ${places}`)]))),
      ...(left === null ? [] : [section(left)]),
    ]),
  ]);
  return pack(
    [
      header(title),
      rich([
        section(bold(told.headline)),
        bullets(told.moments.map((moment) => section(moment))),
        ...groups,
        section(told.same),
      ]),
    ],
    `${title}: ${told.headline}`,
  );
}
