import { escapeSvg, oneLine } from './escape.ts';
import { wrapped } from './measure.ts';
import { PALETTE } from './palette.ts';
import { drawn, type Point, type Shape } from './shapes.ts';

export type PictureId = 'paths' | 'handshake' | 'growth' | 'blast-radius';

/** A drawing and, in sentences, the same for those who do not see it. */
export interface Picture {
  /** Also the name of its files. */
  readonly id: PictureId;
  /** What it shows, as a finding. */
  readonly title: string;
  readonly svg: string;
  /** Of the SVG, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The text twin, a sentence a line, made from what is drawn. */
  readonly twin: readonly string[];
  /** The same without where it is known from. */
  readonly said: readonly string[];
}

/** What a kind of picture gives; `shapes` begin at y 0 and are `height` high. */
export interface Drawing {
  readonly id: PictureId;
  readonly title: string;
  readonly shapes: readonly Shape[];
  readonly height: number;
  readonly legend: readonly (readonly Shape[])[];
  readonly twin: readonly string[];
  readonly sources: readonly string[];
}

/** The width of a phone: type of 14 is read there without zooming. */
export const WIDTH = 360;
export const MARGIN = 16;
export const TYPE = { title: 20, text: 15, small: 14, source: 12 } as const;
const TALLEST = 4000;
const FONT = "'DejaVu Sans Condensed', 'DejaVu Sans', Verdana, sans-serif";
const TITLE_LINES = 4;
/** It is also the title of a file in Slack and leads the text twin: names in it must not crowd out the rest. */
const LONGEST_TITLE = 250;
const SOURCES_SHOWN = 3;
/** Slack's limit for the description of an image (docs.slack.dev/reference/methods/files.getUploadURLExternal). */
export const ALT_LIMIT = 1000;

/** Puts title, drawing, legend and sources one below the other. */
export function finish(drawing: Drawing, about: string): Picture {
  const { id, legend, sources } = drawing;
  const title = bounded(oneLine(drawing.title), LONGEST_TITLE);
  const inner = WIDTH - 2 * MARGIN;
  const shapes: Shape[] = [];
  let y = MARGIN;
  for (const line of wrapped(title, inner, TYPE.title, 'bold', TITLE_LINES)) {
    y += TYPE.title + 4;
    shapes.push({ kind: 'text', at: [MARGIN, y - 6], text: line, size: TYPE.title, fill: PALETTE.ink, weight: 'bold' });
  }
  for (const line of wrapped(about, inner, TYPE.small, 'regular', 2)) {
    y += TYPE.small + 4;
    shapes.push({ kind: 'text', at: [MARGIN, y - 4], text: line, size: TYPE.small, fill: PALETTE.quiet });
  }
  y += 14;
  shapes.push(...drawing.shapes.map((shape) => moved(shape, y)));
  y += Math.min(drawing.height, TALLEST) + 10;
  for (const row of legend) {
    shapes.push(...row.map((shape) => moved(shape, y)));
    y += TYPE.small + 8;
  }
  for (const line of wrapped(sourceText(sources), inner, TYPE.source, 'regular', 2)) {
    y += TYPE.source + 4;
    shapes.push({ kind: 'text', at: [MARGIN, y - 2], text: line, size: TYPE.source, fill: PALETTE.quiet });
  }
  const height = Math.ceil(y + MARGIN - 4);
  const said = [`${title}.`, ...drawing.twin.map(oneLine)];
  const from = sourceText(sources);
  const twin = from === '' ? said : [...said, `${from}.`];
  return { id, title, width: WIDTH, height, twin, said, svg: document(title, twin, height, shapes) };
}

function document(title: string, twin: readonly string[], height: number, shapes: readonly Shape[]): string {
  const paper = `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10" fill="${PALETTE.paper}" stroke="${PALETTE.edge}"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}" role="img">`,
    `<title>${escapeSvg(title)}</title>`,
    `<desc>${twin.slice(1).map(escapeSvg).join(' ')}</desc>`,
    paper,
    ...shapes.map(drawn),
    '</svg>\n',
  ].join('\n');
}

/** The text twin as one description of an image, within Slack's limit. */
export function altText({ twin }: Picture): string {
  return bounded(twin.join(' '), ALT_LIMIT);
}

function bounded(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}

function sourceText(sources: readonly string[]): string {
  if (sources.length === 0) return '';
  const more = sources.length > SOURCES_SHOWN ? ` … ${sources.length - SOURCES_SHOWN} more` : '';
  return `From ${sources.slice(0, SOURCES_SHOWN).map(oneLine).join(', ')}${more}`;
}

function moved(shape: Shape, by: number): Shape {
  if (shape.kind === 'line') return { ...shape, points: shape.points.map(([x, y]): Point => [x, y + by]) };
  return { ...shape, at: [shape.at[0], shape.at[1] + by] };
}
