import type { Pattern } from '../model/pattern.ts';
import { PATTERNS } from '../patterns/index.ts';
import { bestSeparator } from './separation.ts';
import type { CatalogueTest } from './tests/index.ts';

const HEAD = `# What tells two causes apart

<!-- Written by src/cli/write-test-pages.ts. Change the patterns or the checks instead. -->

For every pair of patterns the check of [next-tests.md](next-tests.md) that separates them best for its cost, when nothing else is known. A check of a cloud account is named beside it. No pair is left without one: two causes that no check could tell apart would be one.
`;

/** `docs/separation.md`: under each pattern the others, each with the check that tells the two apart. */
export function separationPage(): string {
  return `${[HEAD, ...PATTERNS.map(sectionOf)].join('\n')}`;
}

function sectionOf(pattern: Pattern): string {
  const rows = PATTERNS.filter((other) => other !== pattern).map((other) => {
    const [network, cloud] = REALMS.map((realm) => cell(bestSeparator(pattern, other, realm)));
    return `| ${link(other)} | ${network} | ${cloud} |`;
  });
  return [
    `## ${pattern.id}`,
    '',
    `${pattern.title}, or …`,
    '',
    '| other | check (cost) | in a cloud also |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const REALMS = ['network', 'cloud'] as const;

function cell(test: CatalogueTest | null): string {
  return test === null ? '' : `[${test.id}](next-tests.md#${test.id}) (${test.cost})`;
}

function link({ id }: Pattern): string {
  return `[${id}](patterns/${id}.md)`;
}
