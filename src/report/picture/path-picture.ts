import type { Course, PathScene, Station } from '../../model/scene.ts';
import { directionLegend } from './legend.ts';
import { DASHES, PALETTE } from './palette.ts';
import { linksKnown } from './path-known.ts';
import { type Box, nodeBox, nodeHeight } from './path-node.ts';
import { type PathRow, rowsOf } from './path-rows.ts';
import { pathTitle, pathTwin } from './path-words.ts';
import { type Drawing, MARGIN, WIDTH } from './picture.ts';
import type { Shape } from './shapes.ts';

const GAP = 30;
const COLUMN = { forward: 92, back: 268 } as const;
const NARROW = 150;
type Side = keyof typeof COLUMN;

/** Both ways between client (above) and server (below): requests go down on the left, replies come up on the right. */
export function drawPaths(scene: PathScene): Drawing {
  const rows = rowsOf(toItsEnd(scene.forward, scene.back), toItsEnd(scene.back, scene.forward));
  const placed = place(rows, scene);
  const ways = {
    forward: passedBy(
      scene.forward,
      rows.flatMap(({ forward }) => forward ?? []),
    ),
    back: passedBy(scene.back, rows.flatMap(({ back }) => back ?? []).reverse()),
  };
  return {
    id: 'paths',
    title: pathTitle(scene),
    shapes: [
      ...connectors(placed.rows, scene, ways),
      ...placed.rows.flatMap(({ boxes }) => boxes.flatMap(({ box }) => box.shapes)),
    ],
    height: placed.height,
    legend: directionLegend(ways.forward.concat(ways.back).some(({ kind }) => kind === 'gap')),
    twin: pathTwin(scene, ways),
    sources: scene.sources,
  };
}

function isCutShort({ end }: Course): boolean {
  return end === 'lost' || end === 'circles';
}

/** A way that is cut short does not reach its receiver, which stands in the drawing all the same. */
function toItsEnd(course: Course, other: Course): readonly Station[] {
  const receiver = isCutShort(course) ? other.stations.slice(0, 1) : [];
  return [...course.stations, ...receiver];
}

function passedBy<Item>(course: Course, drawn: readonly Item[]): readonly Item[] {
  return isCutShort(course) ? drawn.slice(0, -1) : drawn;
}

type Ways = Readonly<Record<Side, readonly Station[]>>;

interface PlacedBox {
  readonly sides: readonly Side[];
  readonly box: Box;
}

interface PlacedRow {
  readonly boxes: readonly PlacedBox[];
}

function place(
  rows: readonly PathRow[],
  scene: PathScene,
): { readonly rows: readonly PlacedRow[]; readonly height: number } {
  const placed: PlacedRow[] = [];
  let y = 0;
  for (const [index, row] of rows.entries()) {
    const boxes = boxesOf(row, { scene, isClient: index === 0, y });
    const height = Math.max(...boxes.map(({ box }) => box.height));
    // The lower box of a row stands in its middle.
    placed.push({ boxes: boxesOf(row, { scene, isClient: index === 0, y, height }) });
    y += height + GAP;
  }
  return { rows: placed, height: y - GAP };
}

interface Spot {
  readonly scene: PathScene;
  readonly isClient: boolean;
  readonly y: number;
  readonly height?: number;
}

function boxesOf(row: PathRow, spot: Spot): readonly PlacedBox[] {
  if (row.shared) {
    const notes = [row.forward?.note ?? null, row.back?.note ?? null].filter((note) => note !== null);
    const [station] = [row.forward, row.back].filter((one) => one !== null);
    const told = station === undefined ? null : { ...station, note: notes[0] ?? null };
    return told === null ? [] : [{ sides: ['forward', 'back'], box: boxAt(told, WIDTH / 2, WIDTH - 2 * MARGIN, spot) }];
  }
  return (['forward', 'back'] as const).flatMap((side) => {
    const station = row[side];
    return station === null ? [] : [{ sides: [side], box: boxAt(station, COLUMN[side], NARROW, spot) }];
  });
}

function boxAt(station: Station, x: number, width: number, { scene, isClient, y, height }: Spot): Box {
  const given = { station, scene, role: isClient ? 'Client' : 'Server', width } as const;
  const own = nodeHeight(given);
  return nodeBox({ ...given, x, y: y + ((height ?? own) - own) / 2 });
}

/** Lines from station to station of each way; a way that ends early ends in a cross. */
function connectors(rows: readonly PlacedRow[], scene: PathScene, ways: Ways): readonly Shape[] {
  return (['forward', 'back'] as const).flatMap((side) => {
    const boxes = rows.flatMap((row) => row.boxes.filter(({ sides }) => sides.includes(side)).map(({ box }) => box));
    // Along the way: requests from above, replies from below.
    const known = passedBy(scene[side], side === 'forward' ? boxes : [...boxes].reverse());
    const sure = linksKnown(ways[side], side, scene);
    const lines = known.slice(1).flatMap((next, index) => {
      const from = known[index];
      return from === undefined ? [] : [link(from, next, side, index < sure ? STROKES[side] : STROKES.unknown)];
    });
    return [...lines, ...ending(known.at(-1), scene[side], side)];
  });
}

function link(from: Box, next: Box, side: Side, stroke: Stroke): Shape {
  const x = COLUMN[side];
  const style = { kind: 'line', arrow: true, ...stroke } as const;
  return side === 'forward'
    ? {
        ...style,
        points: [
          [x, from.bottom],
          [x, next.top - 1],
        ],
      }
    : {
        ...style,
        points: [
          [x, from.top],
          [x, next.bottom + 1],
        ],
      };
}

const STROKES = {
  forward: { stroke: PALETTE.request, dash: DASHES.request },
  back: { stroke: PALETTE.reply, dash: DASHES.reply },
  unknown: { stroke: PALETTE.quiet, dash: DASHES.unknown, weight: 2 },
} as const;
type Stroke = (typeof STROKES)[keyof typeof STROKES];

function ending(last: Box | undefined, course: Course, side: Side): readonly Shape[] {
  if (last === undefined || !isCutShort(course)) return [];
  const x = COLUMN[side];
  const [from, to] = side === 'forward' ? [last.bottom, last.bottom + 14] : [last.top, last.top - 14];
  return [
    {
      kind: 'line',
      points: [
        [x, from],
        [x, to],
      ],
      ...STROKES[side],
    },
    { kind: 'cross', at: [x, to], radius: 6, stroke: PALETTE.warning },
  ];
}
