import { escapeSvg } from './escape.ts';
import type { Weight } from './measure.ts';

export type Point = readonly [x: number, y: number];

/** What a picture is made of. Lengths are CSS pixels of a drawing 360 wide. */
export type Shape =
  | {
      readonly kind: 'box';
      readonly at: Point;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
      readonly stroke?: string;
      readonly radius?: number;
      readonly dash?: string;
      readonly weight?: number;
    }
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly stroke: string;
      readonly dash?: string;
      readonly weight?: number;
      /** A head at the last point. */
      readonly arrow?: boolean;
    }
  | {
      readonly kind: 'circle';
      readonly at: Point;
      readonly radius: number;
      readonly fill: string;
      readonly stroke: string;
      readonly dash?: string;
    }
  | { readonly kind: 'cross'; readonly at: Point; readonly radius: number; readonly stroke: string }
  | {
      readonly kind: 'text';
      readonly at: Point;
      readonly text: string;
      readonly size: number;
      readonly fill: string;
      readonly weight?: Weight;
      readonly anchor?: 'start' | 'middle' | 'end';
    };

const HEAD = { length: 11, half: 6 } as const;

/** One shape as SVG. Texts are escaped here and nowhere else. */
export function drawn(shape: Shape): string {
  switch (shape.kind) {
    case 'box': {
      const { at, width, height, fill, stroke = 'none', radius = 6, dash = '', weight = 1.5 } = shape;
      return `<rect x="${n(at[0])}" y="${n(at[1])}" width="${n(width)}" height="${n(height)}" rx="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="${weight}"${dashed(dash)}/>`;
    }
    case 'line':
      return line(shape);
    case 'circle': {
      const { at, radius, fill, stroke, dash = '' } = shape;
      return `<circle cx="${n(at[0])}" cy="${n(at[1])}" r="${radius}" fill="${fill}" stroke="${stroke}" stroke-width="2"${dashed(dash)}/>`;
    }
    case 'cross': {
      const [x, y] = shape.at;
      const r = shape.radius;
      const path = `M${n(x - r)} ${n(y - r)}L${n(x + r)} ${n(y + r)}M${n(x + r)} ${n(y - r)}L${n(x - r)} ${n(y + r)}`;
      return `<path d="${path}" fill="none" stroke="${shape.stroke}" stroke-width="3" stroke-linecap="round"/>`;
    }
    case 'text': {
      const { at, text, size, fill, weight = 'regular', anchor = 'start' } = shape;
      const bold = weight === 'bold' ? ' font-weight="700"' : '';
      return `<text x="${n(at[0])}" y="${n(at[1])}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${bold}>${escapeSvg(text)}</text>`;
    }
  }
}

function line(shape: Extract<Shape, { kind: 'line' }>): string {
  const { points, stroke, dash = '', weight = 3, arrow = false } = shape;
  const [last, before] = [points.at(-1), points.at(-2)];
  if (last === undefined || before === undefined) return '';
  const [dx, dy] = [last[0] - before[0], last[1] - before[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const neck: Point = [last[0] - ux * HEAD.length, last[1] - uy * HEAD.length];
  const path = [...points.slice(0, -1), arrow ? neck : last].map(
    ([x, y], at) => `${at === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`,
  );
  const body = `<path d="${path.join('')}" fill="none" stroke="${stroke}" stroke-width="${weight}"${dashed(dash)}/>`;
  if (!arrow) return body;
  const side = (sign: 1 | -1) => `${n(neck[0] - sign * uy * HEAD.half)} ${n(neck[1] + sign * ux * HEAD.half)}`;
  return `${body}<path d="M${n(last[0])} ${n(last[1])}L${side(1)}L${side(-1)}Z" fill="${stroke}"/>`;
}

function dashed(dash: string): string {
  return dash === '' ? '' : ` stroke-dasharray="${dash}"`;
}

/** Two decimals are finer than a screen. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
