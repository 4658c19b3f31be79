import type { PathScene, Station } from '../../model/scene.ts';
import { fitted, nameLines, wrapped } from './measure.ts';
import { PALETTE } from './palette.ts';
import { noteOf } from './path-words.ts';
import { TYPE } from './picture.ts';
import type { Shape } from './shapes.ts';

/** A station as it is drawn, with the heights at which lines reach it. */
export interface Box {
  readonly shapes: readonly Shape[];
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}

interface Node {
  readonly station: Station;
  readonly scene: PathScene;
  /** What an end is called. */
  readonly role: 'Client' | 'Server';
  readonly width: number;
}

const PAD = 10;
const LINE = 19;
const CIRCLE = 14;
const NOTE_LINES = 2;

/** How high a station is drawn. */
export function nodeHeight(node: Node): number {
  if (node.station.kind === 'gap') return 2 * CIRCLE + (node.station.note === null ? 0 : LINE);
  return 2 * PAD + LINE * (titleOf(node).length + marksOf(node).length);
}

/** A station with its middle at `x` and its upper edge at `y`. */
export function nodeBox(node: Node & { readonly x: number; readonly y: number }): Box {
  const height = nodeHeight(node);
  const span = { top: node.y, bottom: node.y + height, height };
  return { ...span, shapes: node.station.kind === 'gap' ? gap(node) : box(node, height) };
}

/** Any number of devices that nobody showed. */
function gap({ station, x, y }: Node & { readonly x: number; readonly y: number }): readonly Shape[] {
  const note = noteOf(station);
  return [
    {
      kind: 'circle',
      at: [x, y + CIRCLE],
      radius: CIRCLE - 1,
      fill: PALETTE.paper,
      stroke: PALETTE.quiet,
      dash: '3 3',
    },
    text('?', x, y + CIRCLE + 6, PALETTE.quiet, 'bold'),
    ...(note === null
      ? []
      : [text(fitted(note, 150, TYPE.small, 'regular'), x, y + 2 * CIRCLE + LINE - 5, PALETTE.quiet)]),
  ];
}

function box(node: Node & { readonly x: number; readonly y: number }, height: number): readonly Shape[] {
  const { station, width, x, y } = node;
  const isEnd = station.kind === 'end';
  const ink = isEnd ? PALETTE.paper : PALETTE.ink;
  const isKnown = station.kind !== 'address';
  return [
    {
      kind: 'box',
      at: [x - width / 2, y],
      width,
      height,
      fill: isEnd ? PALETTE.ink : PALETTE.tint,
      stroke: isEnd ? PALETTE.ink : PALETTE.quiet,
      ...(isKnown ? {} : { dash: '4 3' }),
    },
    ...titleOf(node).map((line, index) => text(line, x, lineAt(y, index), ink, 'bold', TYPE.text)),
    ...marksOf(node).map(({ says, fill }, index) =>
      text(says, x, lineAt(y, titleOf(node).length + index), isEnd ? ink : fill),
    ),
  ];
}

function lineAt(y: number, index: number): number {
  return y + PAD + 14 + LINE * index;
}

function titleOf({ station, role, width }: Node): readonly string[] {
  const name = station.kind === 'end' ? `${role} ${station.name}` : station.name;
  return nameLines(name, width - 2 * PAD, TYPE.text, 'bold');
}

/** What stands below a name: its note, that no reply was seen there, that the ways part there. */
function marksOf({ station, scene, width }: Node): readonly { readonly says: string; readonly fill: string }[] {
  const inner = width - 2 * PAD;
  const note = noteOf(station);
  const lines = note === null ? [] : wrapped(note, inner, TYPE.small, 'regular', NOTE_LINES);
  const isUnanswered = station.kind !== 'end' && scene.unanswered.includes(station.name);
  const isParting = scene.part === 'seen' && station.kind !== 'end' && scene.partAt === station.name;
  return [
    ...lines.map((says) => ({ says, fill: PALETTE.quiet })),
    ...(isUnanswered ? [{ says: '✕ no reply seen', fill: PALETTE.warning }] : []),
    ...(isParting ? [{ says: fitted('◆ the ways part here', inner, TYPE.small, 'bold'), fill: PALETTE.warning }] : []),
  ];
}

function text(
  says: string,
  x: number,
  y: number,
  fill: string,
  weight: 'regular' | 'bold' = 'regular',
  size: number = TYPE.small,
): Shape {
  return { kind: 'text', at: [x, y], text: says, size, fill, weight, anchor: 'middle' };
}
