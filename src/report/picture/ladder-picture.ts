import type { LadderScene, Rung, Sighting } from '../../model/scene.ts';
import { amountOf, ladderTitle, rungText, timeOf } from './ladder-words.ts';
import { directionLegend } from './legend.ts';
import { fitted, widthOf } from './measure.ts';
import { DASHES, PALETTE } from './palette.ts';
import { type Drawing, MARGIN, TYPE, WIDTH } from './picture.ts';
import type { Point, Shape } from './shapes.ts';

/** More places than this are named and not drawn. */
const MOST_VANTAGES = 4;
const LEFT = 44;
const RIGHT = WIDTH - 44;
const HEAD = 30;
const ROW = 56;
const NAME_LINE = 25;

/** A ladder: client left, server right, the places of capture between them by number; time goes down. */
export function drawLadder(scene: LadderScene): Drawing {
  const shown = scene.vantages.slice(0, MOST_VANTAGES);
  const names = shown.map(({ name }) => name);
  const more = scene.vantages.length - shown.length;
  const top = NAME_LINE * (shown.length + (more > 0 ? 1 : 0)) + 6;
  const columns = columnsOf(shown);
  const bottom = top + HEAD + ROW * scene.rungs.length;
  return {
    id: 'handshake',
    title: ladderTitle(scene),
    shapes: [
      ...namesList(names, more),
      ...lifelines(columns, shown, top, bottom),
      ...scene.rungs.flatMap((rung, index) => rungShapes(rung, columns, top + HEAD + ROW * index)),
    ],
    height: bottom + 4,
    legend: [...directionLegend(false), markLegend()],
    twin: [
      ...scene.rungs.map((rung) => rungText(rung, names)),
      ...(more > 0 ? [`${more} more places of capture are not drawn.`] : []),
    ],
    sources: scene.sources,
  };
}

/** The middle of each vantage's line, the client's and the server's own captures next to their ends. */
function columnsOf({ length }: LadderScene['vantages']): readonly number[] {
  return Array.from({ length }, (_, index) => LEFT + ((RIGHT - LEFT) * (index + 1)) / (length + 1));
}

function namesList(names: readonly string[], more: number): readonly Shape[] {
  const width = WIDTH - 2 * MARGIN - 26;
  return [
    ...names.flatMap((name, index): readonly Shape[] => [
      badge([MARGIN + 10, NAME_LINE * index + 10]),
      number(index, [MARGIN + 10, NAME_LINE * index + 15]),
      text([MARGIN + 28, NAME_LINE * index + 15], fitted(name, width, TYPE.small, 'regular'), 'start'),
    ]),
    ...(more > 0 ? [text([MARGIN + 28, NAME_LINE * names.length + 15], `… ${more} more`, 'start')] : []),
  ];
}

function lifelines(
  columns: readonly number[],
  shown: LadderScene['vantages'],
  top: number,
  bottom: number,
): readonly Shape[] {
  const line = (x: number): Shape => ({
    kind: 'line',
    points: [
      [x, top + 26],
      [x, bottom],
    ],
    stroke: PALETTE.edge,
    weight: 2,
  });
  return [
    ...[LEFT, RIGHT, ...columns].map(line),
    text([LEFT, top + 17], 'Client', 'middle', 'bold'),
    text([RIGHT, top + 17], 'Server', 'middle', 'bold'),
    ...columns.flatMap((x, index) =>
      shown[index] === undefined ? [] : [badge([x, top + 12]), number(index, [x, top + 17])],
    ),
  ];
}

/** The line is drawn as far as anybody saw the message; beyond that nothing is known of it. */
function rungShapes({ message, direction, sightings }: Rung, columns: readonly number[], y: number): readonly Shape[] {
  const isRequest = direction === 'c2s';
  const [from, to] = isRequest ? [LEFT, RIGHT] : [RIGHT, LEFT];
  const drawn = sightings.slice(0, columns.length);
  const seenAt = drawn.flatMap(({ count }, index) => (count > 0 ? [columns[index] ?? from] : []));
  const farthest = isRequest ? Math.max(from, ...seenAt) : Math.min(from, ...seenAt);
  const middle = y + 34;
  const style = isRequest
    ? { stroke: PALETTE.request, dash: DASHES.request }
    : { stroke: PALETTE.reply, dash: DASHES.reply };
  const [best] = [...drawn].sort((one, other) => other.count - one.count);
  const label =
    best === undefined || best.count === 0
      ? [message]
      : [`${message} ${amountOf(message, best)}`.trimEnd(), timeOf(best)];
  return [
    {
      kind: 'line',
      points: [
        [farthest, middle],
        [to, middle],
      ],
      stroke: PALETTE.edge,
      dash: DASHES.unknown,
      weight: 2,
    },
    ...(seenAt.length === 0 ? [] : [solid([from, middle], [farthest + (isRequest ? -8 : 8), middle], style)]),
    ...drawn.flatMap((sighting, index) => mark(sighting, [columns[index] ?? from, middle], style.stroke)),
    ...rungLabel(label.filter((part) => part !== '').join(' · '), y),
  ];
}

/** The label stands between the lifelines: paper behind it keeps them from crossing it. */
function rungLabel(says: string, y: number): readonly Shape[] {
  const width = widthOf(says, TYPE.small, 'bold') + 8;
  return [
    { kind: 'box', at: [(WIDTH - width) / 2, y + 3], width, height: 18, fill: PALETTE.paper, radius: 2 },
    text([WIDTH / 2, y + 17], says, 'middle', 'bold'),
  ];
}

function solid(from: Point, to: Point, style: { readonly stroke: string; readonly dash: string }): Shape {
  return { kind: 'line', points: [from, to], arrow: true, ...style };
}

/** A dot where it passed, a cross in a ring where it did not, a question mark where that cannot be told. */
function mark({ reading }: Pick<Sighting, 'reading'>, at: Point, colour: string): readonly Shape[] {
  const [x, y] = at;
  if (reading === 'seen') return [{ kind: 'circle', at, radius: 7, fill: colour, stroke: PALETTE.paper }];
  const ring = { kind: 'circle', at, radius: 10, fill: PALETTE.paper } as const;
  return reading === 'not-seen'
    ? [
        { ...ring, stroke: PALETTE.warning },
        { kind: 'cross', at, radius: 4, stroke: PALETTE.warning },
      ]
    : [
        { ...ring, stroke: PALETTE.quiet, dash: '3 3' },
        { ...text([x, y + 5], '?', 'middle', 'bold'), fill: PALETTE.quiet },
      ];
}

function markLegend(): readonly Shape[] {
  const marks = [
    { reading: 'seen', x: MARGIN + 8, word: 'seen' },
    { reading: 'not-seen', x: MARGIN + 104, word: 'not seen' },
    { reading: 'could-not-tell', x: MARGIN + 204, word: 'cannot be told' },
  ] as const;
  return marks.flatMap(({ reading, x, word }) => [
    ...mark({ reading }, [x + 2, 9], PALETTE.ink),
    text([x + 18, 14], word, 'start'),
  ]);
}

function badge(at: Point): Shape {
  return { kind: 'circle', at, radius: 10, fill: PALETTE.ink, stroke: PALETTE.paper };
}

function number(index: number, at: Point): Shape {
  return { ...text(at, String(index + 1), 'middle', 'bold'), fill: PALETTE.paper };
}

function text(
  at: Point,
  says: string,
  anchor: 'start' | 'middle',
  weight: 'regular' | 'bold' = 'regular',
): Extract<Shape, { kind: 'text' }> {
  return { kind: 'text', at, text: says, size: TYPE.small, fill: PALETTE.ink, anchor, weight };
}
