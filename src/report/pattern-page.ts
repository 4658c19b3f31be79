import type { Pattern } from '../model/pattern.ts';
import type { PatternCheck } from '../model/pattern-check.ts';
import { PATTERNS } from '../patterns/index.ts';
import { type PageBlock, type PageItem, pageParts } from './page-parts.ts';

/** What to run to prove a cause, without a case. */
export type GeneralChecks = (pattern: Pattern, triage: null) => readonly PatternCheck[];

/** The pages of all patterns, by the name of their files. */
export function patternPages(checksOf: GeneralChecks): readonly { readonly file: string; readonly page: string }[] {
  return PATTERNS.map((pattern) => ({ file: `${pattern.id}.md`, page: patternPage(pattern, checksOf(pattern, null)) }));
}

/** The page of one pattern as Markdown, made from its declaration, so that page and diagnosis cannot disagree. */
export function patternPage(pattern: Pattern, checks: readonly PatternCheck[]): string {
  return [
    `# ${pattern.title}`,
    `\`${pattern.id}\``,
    ...pageParts(pattern, checks).flatMap(({ heading, blocks }) => [`## ${heading}`, ...blocks.map(markdown)]),
    '',
  ].join('\n\n');
}

/** The page of the pattern with an id; null when there is none. */
export function pageNamed(id: string, checksOf: GeneralChecks): string | null {
  const pattern = PATTERNS.find((one) => one.id === id);
  return pattern === undefined ? null : patternPage(pattern, checksOf(pattern, null));
}

/** All patterns by id, one a line: what can be asked for by name. */
export function patternList(): string {
  const width = Math.max(...PATTERNS.map(({ id }) => id.length));
  return PATTERNS.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join('');
}

function markdown(block: PageBlock): string {
  if (block.kind === 'text') return block.text;
  if (block.kind === 'code') return `\`\`\`text\n${block.text}\n\`\`\``;
  return block.items.map((item, index) => `${block.numbered ? `${index + 1}.` : '-'} ${line(item)}`).join('\n');
}

function line({ tag, lead, link, text }: PageItem): string {
  const before = tag === undefined ? '' : `*${tag}* `;
  if (lead === undefined) return `${before}${text}`;
  return link === undefined ? `${before}**${lead}** ${text}` : `${before}[${lead}](${link}.md): ${text}`;
}
