import type { Scene } from '../../model/scene.ts';
import type { Triage } from '../../model/triage.ts';
import { countsText } from '../blast-chart.ts';
import { flowText } from '../sentences.ts';
import { drawBlast } from './blast-picture.ts';
import { drawGrowth } from './growth-picture.ts';
import { drawLadder } from './ladder-picture.ts';
import { drawPaths } from './path-picture.ts';
import { type Drawing, finish, type Picture } from './picture.ts';

export { altText, type Picture, type PictureId } from './picture.ts';

/** The pictures of a case, at most one of each kind; none when nothing of a kind is known. */
export function picturesOf({
  flow,
  scenes,
  blastRadius,
}: Pick<Triage, 'flow' | 'scenes' | 'blastRadius'>): readonly Picture[] {
  const about = flow === null ? '' : flowText(flow);
  const drawn = new Map<Drawing['id'], Drawing>();
  for (const scene of scenes) {
    const drawing = draw(scene);
    if (!drawn.has(drawing.id)) drawn.set(drawing.id, drawing);
  }
  const crowd = blastRadius === null ? null : drawBlast(blastRadius);
  return [
    ...[...drawn.values()].map((drawing) => finish(drawing, about)),
    ...(blastRadius === null || crowd === null ? [] : [finish(crowd, countsText(blastRadius))]),
  ];
}

function draw(scene: Scene): Drawing {
  switch (scene.kind) {
    case 'paths':
      return drawPaths(scene);
    case 'handshake':
      return drawLadder(scene);
    case 'growth':
      return drawGrowth(scene);
  }
}
