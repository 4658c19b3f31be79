import type { Finding } from '../../model/finding.ts';
import type { Scene } from '../../model/scene.ts';
import type { AnalysisContext } from '../context.ts';
import { present } from '../observation.ts';
import { growthScenes } from './growth-scene.ts';
import { ladderScene } from './ladder-scene.ts';
import { pathScene } from './path-scene.ts';

/**
 * What can be drawn of a case: both ways of the flow, the ladder of its packets at every vantage, and the growth of its
 * sessions. `findings` are those of the same context. What nothing shows has no scene; nothing is decided here that the
 * findings do not say.
 */
export function scenesIn(context: AnalysisContext, findings: readonly Finding[]): readonly Scene[] {
  return [...present([pathScene(context, findings), ladderScene(context)]), ...growthScenes(context)];
}
