import type {
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextPreformatted,
  RichTextSection,
  SectionBlock,
} from '@slack/types';
import { LIMITS } from './limits.ts';
import { elementCost } from './measure.ts';
import { splitText } from './text.ts';

/**
 * Cuts a block that is too large for one message (or for its kind) into several of the same kind that each cost no
 * more than `most`. No character is lost: their texts in order are the block's text. Blocks of other kinds than rich
 * text, section, context and actions come back as they are; builders keep those small.
 */
export function splitBlock(block: KnownBlock, most: number): readonly KnownBlock[] {
  switch (block.type) {
    case 'rich_text':
      return splitRichText(block, most);
    case 'section':
      return splitSection(block, most);
    case 'context':
      return groups(block.elements, LIMITS.contextElements).map((elements) => ({ ...block, elements }));
    case 'actions':
      return groups(block.elements, LIMITS.actionsElements).map((elements) => ({ ...block, elements }));
    default:
      return [block];
  }
}

function groups<T>(items: readonly T[], size: number): T[][] {
  const all: T[][] = [];
  for (let start = 0; start < items.length; start += size) all.push(items.slice(start, start + size));
  return all;
}

function splitSection(block: SectionBlock, most: number): readonly KnownBlock[] {
  const { text, ...rest } = block;
  if (text === undefined) return [block];
  const [first, ...more] = splitText(text.text, Math.min(most, LIMITS.sectionText));
  if (first === undefined || more.length === 0) return [block];
  const head: SectionBlock = { ...rest, type: 'section', text: { ...text, text: first } };
  return [head, ...more.map((piece): SectionBlock => ({ type: 'section', text: { ...text, text: piece } }))];
}

function splitRichText(block: RichTextBlock, most: number): readonly RichTextBlock[] {
  const elements = block.elements.flatMap((element) => splitElement(element, most));
  return gather(elements, most).map((gathered) => ({ type: 'rich_text', elements: gathered }));
}

/** Neighbours together, as many as fit. */
function gather<T extends RichTextBlockElement | RichTextElement>(elements: readonly T[], most: number): T[][] {
  const all: T[][] = [];
  let room = 0;
  for (const element of elements) {
    const cost = elementCost(element);
    const last = all.at(-1);
    if (last === undefined || cost > room) {
      all.push([element]);
      room = most - cost;
    } else {
      last.push(element);
      room -= cost;
    }
  }
  return all;
}

function splitElement(element: RichTextBlockElement, most: number): readonly RichTextBlockElement[] {
  if (elementCost(element) <= most) return [element];
  switch (element.type) {
    case 'rich_text_preformatted':
      return splitPreformatted(element, most);
    case 'rich_text_list': {
      const items = element.elements.flatMap((item) => splitSectionElement(item, most));
      return gather(items, most).map((elements) => ({ ...element, elements }));
    }
    case 'rich_text_quote':
      return gather(
        element.elements.flatMap((run) => splitRun(run, most)),
        most,
      ).map((elements) => ({ ...element, elements }));
    default:
      return splitSectionElement(element, most);
  }
}

function splitSectionElement(element: RichTextSection, most: number): readonly RichTextSection[] {
  const runs = element.elements.flatMap((run) => splitRun(run, most));
  return gather(runs, most).map((elements) => ({ ...element, elements }));
}

function splitPreformatted(element: RichTextPreformatted, most: number): readonly RichTextPreformatted[] {
  const runs = element.elements.flatMap((run): RichTextPreformatted['elements'] =>
    run.type === 'text' ? splitText(run.text, most).map((text) => ({ ...run, text })) : [run],
  );
  return gather(runs, most).map((elements) => ({ ...element, elements }));
}

function splitRun(run: RichTextElement, most: number): readonly RichTextElement[] {
  return run.type === 'text' ? splitText(run.text, most).map((text) => ({ ...run, text })) : [run];
}
