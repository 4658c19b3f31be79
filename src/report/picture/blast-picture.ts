import type { BlastGroup, BlastGrouping, BlastRadius } from '../../model/blast-radius.ts';
import { chosen, titleOf } from '../blast-chart.ts';
import { shortName } from './escape.ts';
import { fitted, widthOf, wrapped } from './measure.ts';
import { PALETTE } from './palette.ts';
import { type Drawing, MARGIN, TYPE, WIDTH } from './picture.ts';
import type { Shape } from './shapes.ts';

const MOST_GROUPS = 10;
const ROW = 44;
const HEADING = 26;
const LINE = 19;
const BAR = 16;
const INNER = WIDTH - 2 * MARGIN;

/** Which flows are half-open, by the grouping that explains it best: a bar a group. Null when nothing can be grouped. */
export function drawBlast(radius: BlastRadius): Drawing | null {
  const [grouping] = chosen(radius);
  if (grouping === undefined) return null;
  const shown = grouping.groups.slice(0, MOST_GROUPS);
  const left = grouping.groups.length - shown.length + (grouping.others?.groups ?? 0);
  const more = left === 0 ? [] : [`… ${left} more`];
  const title = `Half-open flows ${titleOf(grouping)}`;
  const heading = wrapped(title, INNER, TYPE.text, 'bold', 2);
  const top = HEADING + LINE * (heading.length - 1);
  const end = top + ROW * shown.length;
  return {
    id: 'blast-radius',
    title: radius.sentence.replace(/\.$/, ''),
    shapes: [
      ...heading.map((line, index) => text(line, MARGIN, 16 + LINE * index, 'start', 'bold')),
      ...shown.flatMap((group, index) => row(group, grouping, top + ROW * index)),
      ...more.map((says) => text(says, MARGIN, end + 16, 'start')),
    ],
    height: end + (left === 0 ? 0 : 22),
    legend: [legend()],
    twin: [
      `${title}:`,
      ...shown.map((group) => `${shortName(group.name)}: ${amountOf(group)} half-open.`),
      ...more.map((says) => `${says}.`),
      ...radius.limits,
    ],
    sources: radius.observers,
  };
}

/** `14 of 14`, of the flows that could be told. */
function amountOf({ halfOpen, whole, couldNotTell }: BlastGroup): string {
  const unknown = couldNotTell === 0 ? '' : ` (+${couldNotTell} not told)`;
  return `${halfOpen} of ${halfOpen + whole}${unknown}`;
}

/** The bar is all flows of the group that could be told; its dark part those that are half-open. */
function row(group: BlastGroup, { affected }: BlastGrouping, y: number): readonly Shape[] {
  const amount = amountOf(group);
  const mark = affected.includes(group.name) ? '✕ ' : '';
  const said = fitted(amount, INNER * 0.6, TYPE.small, 'regular');
  const rest = INNER - widthOf(said, TYPE.small, 'regular') - 12;
  const width = group.share === null ? 0 : group.share * INNER;
  const bar = { kind: 'box', at: [MARGIN, y + 20], height: BAR, radius: 2 } as const;
  return [
    text(
      fitted(`${mark}${group.name}`, rest, TYPE.small, 'bold'),
      MARGIN,
      y + 14,
      'start',
      mark === '' ? 'regular' : 'bold',
    ),
    text(said, WIDTH - MARGIN, y + 14, 'end'),
    group.share === null
      ? { ...bar, width: INNER, fill: PALETTE.paper, stroke: PALETTE.quiet, dash: '3 3' }
      : { ...bar, width: INNER, fill: PALETTE.requestTint, stroke: PALETTE.request },
    ...(width === 0 ? [] : [{ ...bar, width: Math.max(3, width), fill: PALETTE.reply, stroke: PALETTE.reply }]),
  ];
}

function legend(): readonly Shape[] {
  const sample = (x: number, fill: string, stroke: string): Shape => ({
    kind: 'box',
    at: [x, 3],
    width: 24,
    height: 12,
    fill,
    stroke,
    radius: 2,
  });
  return [
    sample(MARGIN, PALETTE.reply, PALETTE.reply),
    text('half-open', MARGIN + 32, 14, 'start'),
    sample(MARGIN + 120, PALETTE.requestTint, PALETTE.request),
    text('both directions', MARGIN + 152, 14, 'start'),
  ];
}

function text(
  says: string,
  x: number,
  y: number,
  anchor: 'start' | 'end',
  weight: 'regular' | 'bold' = 'regular',
): Shape {
  return { kind: 'text', at: [x, y], text: says, size: TYPE.small, fill: PALETTE.ink, anchor, weight };
}
