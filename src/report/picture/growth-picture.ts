import type { GrowthScene, VolumeReading } from '../../model/scene.ts';
import { shortName } from './escape.ts';
import { fitted } from './measure.ts';
import { PALETTE } from './palette.ts';
import { type Drawing, MARGIN, TYPE, WIDTH } from './picture.ts';
import type { Shape } from './shapes.ts';

/** More readings than this are left out: the first and the latest stay. */
const MOST_READINGS = 6;
const ROW = 44;
const HEADING = 26;
const BAR = 16;
const INNER = WIDTH - 2 * MARGIN;
const SIDES = [
  { side: 'c2s', word: 'Client → server', stroke: PALETTE.request, fill: PALETTE.request },
  { side: 's2c', word: 'Server → client', stroke: PALETTE.reply, fill: PALETTE.replyTint },
] as const;
type Side = (typeof SIDES)[number]['side'];

/** Bars of both directions on one scale, a bar a reading: what does not grow is seen at once. */
export function drawGrowth(scene: GrowthScene): Drawing {
  const shown = shownOf(scene.readings);
  const leftOut = scene.readings.length - shown.length;
  const most = Math.max(1, ...shown.flatMap(({ c2s, s2c }) => [c2s, s2c]));
  const block = HEADING + ROW * shown.length + 10;
  return {
    id: 'growth',
    title: growthTitle(scene),
    shapes: SIDES.flatMap(({ side, word, stroke, fill }, index) => [
      heading(word, index * block),
      ...shown.flatMap((reading, at) => {
        const style = { stroke, fill, y: index * block + HEADING + ROW * at };
        return bar(label(shown, at, side), reading[side] / most, style);
      }),
    ]),
    height: 2 * block - 10,
    legend: [],
    twin: [
      ...shown.map(
        (_, at) => `${SIDES.map(({ side, word }) => `${word} ${label(shown, at, side).join(', ')}`).join('; ')}.`,
      ),
      ...(leftOut > 0 ? [`${leftOut} more readings are not drawn.`] : []),
    ],
    sources: scene.sources,
  };
}

function shownOf(readings: readonly VolumeReading[]): readonly VolumeReading[] {
  return readings.length <= MOST_READINGS ? readings : [...readings.slice(0, 1), ...readings.slice(1 - MOST_READINGS)];
}

/** What grew between the first reading and the latest. */
function growthTitle({ observer, readings }: GrowthScene): string {
  const [first, latest] = [readings[0], readings.at(-1)];
  const grows = (side: Side) => (latest?.[side] ?? 0) > (first?.[side] ?? 0);
  const name = shortName(observer);
  if (grows('c2s'))
    return grows('s2c') ? `Both directions grow at ${name}` : `Requests grow at ${name}, replies stand still`;
  return `Only replies grow at ${name}`;
}

/** Which reading, its bytes, and how much more than at the reading before. */
function label(readings: readonly VolumeReading[], at: number, side: Side): readonly string[] {
  const [reading, before] = [readings[at], readings[at - 1]];
  const value = reading?.[side] ?? 0;
  const more = before === undefined ? [] : [change(value - before[side])];
  return [reading?.at?.slice(11, 19) ?? `reading ${at + 1}`, `${grouped(value)} bytes`, ...more];
}

function change(bytes: number): string {
  if (bytes === 0) return 'no growth';
  return bytes > 0 ? `+${grouped(bytes)}` : `−${grouped(-bytes)}`;
}

/** Digits in groups of three, as everywhere else: `48,576`. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function heading(word: string, y: number): Shape {
  return { kind: 'text', at: [MARGIN, y + 16], text: word, size: TYPE.text, fill: PALETTE.ink, weight: 'bold' };
}

interface BarStyle {
  readonly y: number;
  readonly stroke: string;
  readonly fill: string;
}

/** A share above nothing is at least a sliver, and nothing is no bar at all. */
function bar(
  [when = '', ...values]: readonly string[],
  share: number,
  { y, stroke, fill }: BarStyle,
): readonly Shape[] {
  const width = share <= 0 ? 0 : Math.max(3, share * INNER);
  const said = fitted(values.join(' · '), INNER * 0.68, TYPE.small, 'bold');
  const bold = values.includes('no growth');
  return [
    {
      kind: 'text',
      at: [MARGIN, y + 14],
      text: fitted(when, INNER * 0.3, TYPE.small, 'regular'),
      size: TYPE.small,
      fill: PALETTE.quiet,
    },
    {
      kind: 'text',
      at: [WIDTH - MARGIN, y + 14],
      text: said,
      size: TYPE.small,
      fill: bold ? PALETTE.warning : PALETTE.ink,
      weight: bold ? 'bold' : 'regular',
      anchor: 'end',
    },
    { kind: 'box', at: [MARGIN, y + 20], width: INNER, height: BAR, fill: PALETTE.tint, radius: 2 },
    ...(width === 0
      ? []
      : [{ kind: 'box', at: [MARGIN, y + 20], width, height: BAR, fill, stroke, radius: 2 } as const]),
  ];
}
