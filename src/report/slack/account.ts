import type { RichTextBlockElement, RichTextSection } from '@slack/types';
import type { Evidence } from '../../model/evidence.ts';
import { count, readText } from '../sentences.ts';
import { bold, bullets, section } from './rich.ts';

/** More pieces than people look through one by one. */
const EACH_AT_MOST = 20;

/**
 * The account of the evidence: each piece, and how far it was read. Of many pieces only those that were not read whole
 * stand alone; the others are counted, observer by observer, with how many there are of each kind.
 */
export function account(evidence: readonly Evidence[]): readonly RichTextBlockElement[] {
  if (evidence.length === 0) return [];
  if (evidence.length <= EACH_AT_MOST) return [bullets(evidence.map(pieceLine))];
  const whole = evidence.filter(({ parsed }) => parsed === 'whole');
  const others = evidence.filter(({ parsed }) => parsed !== 'whole');
  const observers = [...new Set(whole.map(({ observer }) => observer))];
  return [
    bullets([
      ...observers.map((name) =>
        sumLine(
          name,
          whole.filter(({ observer }) => observer === name),
        ),
      ),
      ...others.map(pieceLine),
    ]),
  ];
}

function pieceLine(read: Evidence): RichTextSection {
  return section(
    bold(read.source),
    ` · ${read.observer ?? UNKNOWN} · ${read.kind} · ${readText(read)}`,
    read.problem === null ? '' : `. ${read.problem}`,
  );
}

function sumLine(observer: string | null, pieces: readonly Evidence[]): RichTextSection {
  const kinds = [...new Set(pieces.map(({ kind }) => kind))];
  const each = kinds.map((kind) => {
    const many = pieces.filter((piece) => piece.kind === kind).length;
    return many === 1 ? kind : `${kind} ×${many}`;
  });
  return section(bold(observer ?? UNKNOWN), ` · ${count(pieces.length, 'output')} read whole: ${each.join(', ')}`);
}

const UNKNOWN = 'observer not known';
