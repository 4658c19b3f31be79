import type { KnownBlock, RichTextBlockElement, RichTextSection } from '@slack/types';
import type { Pattern } from '../../model/pattern.ts';
import type { PatternCheck } from '../../model/pattern-check.ts';
import { PATTERNS } from '../../patterns/index.ts';
import { type PageBlock, type PageItem, pageParts } from '../page-parts.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, code, header, italic, preformatted, rich, section } from './rich.ts';

/** The page of a pattern under the same headings as its document. */
export function pageBlocks(pattern: Pattern, checks: readonly PatternCheck[]): readonly KnownBlock[] {
  return [
    header(pattern.title),
    rich([section(code(pattern.id))]),
    ...pageParts(pattern, checks).flatMap(({ heading, blocks }) => [
      header(heading),
      ...paragraphs(blocks).map((part) => rich(part.flatMap(elements))),
    ]),
  ];
}

/** A paragraph with the lists and boxes that follow it: messages part between two of them. */
function paragraphs(blocks: readonly PageBlock[]): readonly (readonly PageBlock[])[] {
  const parts: PageBlock[][] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (last === undefined || block.kind === 'text') parts.push([block]);
    else last.push(block);
  }
  return parts;
}

/** Every pattern by its id, to be asked for. */
export function patternListMessages(): readonly SlackMessage[] {
  const lines = PATTERNS.map(({ id, title }) => section(code(id), ` ${title}`));
  return pack([header('What I can explain'), rich([bullets(lines)])], 'What I can explain');
}

function elements(block: PageBlock): readonly RichTextBlockElement[] {
  if (block.kind === 'text') return [section(block.text)];
  if (block.kind === 'code') return [preformatted(block.text)];
  const list = bullets(block.items.map(item));
  return [block.numbered ? { ...list, style: 'ordered' } : list];
}

function item({ tag, lead, link, text }: PageItem): RichTextSection {
  return section(
    ...(tag === undefined ? [] : [italic(`${tag} `)]),
    ...(lead === undefined ? [] : [bold(lead), link === undefined ? ' ' : ': ']),
    text,
  );
}
