import type { Pattern } from '../../src/model/pattern.ts';
import type { FindingWords } from '../../src/patterns/words.ts';
import type { Breach } from './project.ts';

/** The headings of a pattern's page, in this order and no others of their level. */
export const PAGE_HEADINGS: readonly string[] = [
  'What it is',
  'How it presents',
  'How it is proved',
  'What is mistaken for it',
  'What people try first and why it fails',
  'The fix',
  'The validation',
];

/** A pattern has a page with the fixed headings, each with something below it. */
export function pageBreaches(id: string, page: string): readonly Breach[] {
  const path = `docs/patterns/${id}.md`;
  if (page === '') return [{ path, line: 1, says: 'is missing' }];
  const lines = page.split('\n');
  const found = lines.flatMap((line, index) =>
    line.startsWith('## ') ? [{ title: line.slice(3).trim(), index }] : [],
  );
  const titles = found.map((heading) => heading.title);
  if (titles.join('\n') !== PAGE_HEADINGS.join('\n')) {
    return [{ path, line: 1, says: `has the headings [${titles.join(', ')}], not the fixed ones` }];
  }
  return found.flatMap(({ title, index }, order) => {
    const until = found[order + 1]?.index ?? lines.length;
    const says = lines
      .slice(index + 1, until)
      .join('')
      .trim();
    return says === '' ? [{ path, line: index + 1, says: `says nothing under "${title}"` }] : [];
  });
}

/** A pattern's file is named after it, and every finding that it speaks of has words. */
export function declarationBreaches(
  pattern: Pattern,
  files: readonly string[],
  words: Readonly<Record<string, FindingWords | undefined>>,
): readonly Breach[] {
  const path = `src/patterns/${pattern.id}.ts`;
  const missing = files.includes(path) ? [] : [{ path, line: 1, says: 'is missing' }];
  const wordless = pattern.clues
    .filter(({ finding }) => {
      const entry = words[finding];
      return entry === undefined || [entry.title, entry.seen, entry.notSeen].some((text) => text.trim() === '');
    })
    .map(({ finding }) => ({ path, line: 1, says: `speaks of ${finding}, which has no words` }));
  return [...missing, ...wordless];
}

/** A pattern has a scenario: a folder that names it, or whose expectation has it as the root cause or the leader. */
export function hasScenario(id: string, scenarios: ReadonlyMap<string, string>): boolean {
  for (const [folder, expected] of scenarios) {
    if (folder === id || folder.endsWith(`-${id}`) || folder.startsWith(`${id}-`)) return true;
    if (new RegExp(`"(?:rootCause|leader|id)"\\s*:\\s*"${id}"`).test(expected)) return true;
  }
  return false;
}
