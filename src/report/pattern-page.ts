import type { Pattern } from '../model/pattern.ts';
import { PATTERNS } from '../patterns/index.ts';
import { type PageBlock, type PageItem, pageParts } from './page-parts.ts';

/** The pages of all patterns, by the name of their files. */
export function patternPages(): readonly { readonly file: string; readonly page: string }[] {
  return PATTERNS.map((pattern) => ({ file: `${pattern.id}.md`, page: patternPage(pattern) }));
}

/** The page of one pattern as Markdown, made from its declaration, so that page and diagnosis cannot disagree. */
export function patternPage(pattern: Pattern): string {
  return [
    `# ${pattern.title}`,
    `\`${pattern.id}\``,
    ...pageParts(pattern).flatMap(({ heading, blocks }) => [`## ${heading}`, ...blocks.map(markdown)]),
    '',
  ].join('\n\n');
}

/** The page of the pattern with an id; null when there is none. */
export function pageNamed(id: string): string | null {
  const pattern = PATTERNS.find((one) => one.id === id);
  return pattern === undefined ? null : patternPage(pattern);
}

/** All patterns by id, one a line: what can be asked for by name. */
export function patternList(): string {
  const width = Math.max(...PATTERNS.map(({ id }) => id.length));
  return PATTERNS.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join('');
}

function markdown(block: PageBlock): string {
  if (block.kind === 'text') return block.text;
  return block.items.map((item, index) => `${block.numbered ? `${index + 1}.` : '-'} ${line(item)}`).join('\n');
}

function line({ tag, lead, link, text }: PageItem): string {
  const before = tag === undefined ? '' : `*${tag}* `;
  if (lead === undefined) return `${before}${text}`;
  return link === undefined ? `${before}**${lead}** ${text}` : `${before}[${lead}](${link}.md): ${text}`;
}
