import { DASHES, PALETTE } from './palette.ts';
import { MARGIN, TYPE } from './picture.ts';
import type { Shape } from './shapes.ts';

/** How requests and replies are drawn, and the mark of what nobody showed. */
export function directionLegend(hasGaps: boolean): readonly (readonly Shape[])[] {
  return [
    [
      ...sample(MARGIN, 'request', PALETTE.request, DASHES.request),
      ...sample(MARGIN + 104, 'reply', PALETTE.reply, DASHES.reply),
      ...(hasGaps ? unknown(MARGIN + 194) : []),
    ],
  ];
}

function sample(x: number, word: string, stroke: string, dash: string): readonly Shape[] {
  return [
    {
      kind: 'line',
      points: [
        [x, 9],
        [x + 32, 9],
      ],
      stroke,
      dash,
      arrow: true,
    },
    { kind: 'text', at: [x + 38, 14], text: word, size: TYPE.small, fill: PALETTE.ink },
  ];
}

function unknown(x: number): readonly Shape[] {
  return [
    { kind: 'circle', at: [x + 9, 9], radius: 9, fill: PALETTE.paper, stroke: PALETTE.quiet, dash: '3 3' },
    {
      kind: 'text',
      at: [x + 9, 14],
      text: '?',
      size: TYPE.small,
      fill: PALETTE.quiet,
      weight: 'bold',
      anchor: 'middle',
    },
    { kind: 'text', at: [x + 24, 14], text: 'not shown', size: TYPE.small, fill: PALETTE.ink },
  ];
}
