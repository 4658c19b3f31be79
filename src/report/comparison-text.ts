import type { Comparison, Difference } from '../model/comparison.ts';
import { tellComparison } from './comparison.ts';
import { inline } from './markdown-text.ts';
import { sheet } from './sheet.ts';

/** A comparison as text for a terminal. `width` in columns. Ends with a line end. */
export function renderComparison(
  comparison: Comparison,
  options: { readonly colour: boolean; readonly width: number },
): string {
  const told = tellComparison(comparison);
  const page = sheet(options);
  page.text('', told.headline, page.paint.bold);
  for (const moment of told.moments) page.text('', moment);
  for (const { heading, items, left } of told.groups) {
    page.heading(heading);
    for (const { says, places } of items) {
      page.text('  - ', says);
      if (places !== '') page.text('    ', places, page.paint.dim);
    }
    if (left !== null) page.text('  ', left, page.paint.dim);
  }
  page.gap();
  page.text('', told.same, page.paint.dim);
  return page.toString();
}

/** A comparison as GitHub-flavoured Markdown. Ends with a line end. */
export function comparisonMarkdown(comparison: Comparison): string {
  const told = tellComparison(comparison);
  const lines = [
    `# ${inline(told.headline)}`,
    '',
    ...told.moments.map((moment) => `- ${inline(moment)}`),
    ...told.groups.flatMap(({ heading, items, left }) => [
      '',
      `## ${inline(heading)}`,
      '',
      ...items.map(({ says, places }) => `- ${inline(says)}${places === '' ? '' : ` (${inline(places)})`}`),
      ...(left === null ? [] : [`- ${inline(left)}`]),
    ]),
    '',
    inline(told.same),
  ];
  return `${lines.join('\n')}\n`;
}

/** A comparison for programs: every difference, the unchanged ones too. */
export interface ComparisonReport extends Pick<Comparison, 'before' | 'after' | 'sameEnds'> {
  readonly schema: 'roundtrip.comparison/1';
  readonly differences: readonly Difference[];
}

export function toComparisonReport({ before, after, sameEnds, differences }: Comparison): ComparisonReport {
  return { schema: 'roundtrip.comparison/1', before, after, sameEnds, differences };
}
