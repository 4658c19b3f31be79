import type { BlastCounts, BlastRadius } from '../../model/blast-radius.ts';
import { type Vantage, vantagesOf } from '../capture/vantage.ts';
import type { AnalysisContext } from '../context.ts';
import { compareNames } from '../evidence-order.ts';
import { capturedSights } from './captured.ts';
import { flowLogSights } from './flow-logs.ts';
import { flowsIn, type SeenFlow } from './flows.ts';
import { type Grouped, groupingsOf } from './groupings.ts';
import { hostSights } from './hosts.ts';
import { radiusSentence } from './sentence.ts';
import { sessionSights } from './sessions.ts';

/** A blast radius with the flows that it was made of. */
export interface Survey {
  readonly radius: BlastRadius;
  readonly flows: readonly SeenFlow[];
  readonly groupings: readonly Grouped[];
}

/** Fewer flows than this are no crowd, and need no grouping. */
const FLOWS_NEEDED = 6;
const HALF_OPEN_NEEDED = 2;

/**
 * Which of all flows in the evidence are half-open, from session tables and pages, traffic logs, connection tracking,
 * sockets, captures and flow logs alike. Null when fewer than a handful of flows can be told or hardly any is half-open.
 */
export function surveyOf(context: AnalysisContext): Survey | null {
  const vantages = vantagesOf(context);
  const flows = flowsIn([
    ...sessionSights(context),
    ...hostSights(context),
    ...flowLogSights(context),
    ...capturedSights(vantages),
  ]);
  const counts = countsOf(flows);
  if (counts.halfOpen < HALF_OPEN_NEEDED || counts.halfOpen + counts.whole < FLOWS_NEEDED) return null;
  const limits = limitsOf(vantages);
  const groupings = groupingsOf(flows, limits.length > 0);
  const shown = groupings.map(({ grouping }) => grouping);
  const observers = [...new Set(flows.flatMap(({ sights }) => sights.map(({ observer }) => observer)))];
  return {
    flows,
    groupings,
    radius: {
      ...counts,
      observers: observers.sort(compareNames),
      groupings: shown,
      sentence: radiusSentence(counts, shown, limits.length > 0),
      limits,
    },
  };
}

function countsOf(flows: readonly SeenFlow[]): BlastCounts {
  const count = (wanted: SeenFlow['condition']): number => flows.filter(({ condition }) => condition === wanted).length;
  return { halfOpen: count('half-open'), whole: count('whole'), couldNotTell: count('could-not-tell') };
}

/** A capture of very many conversations is kept in part, the troubled ones first: its shares are too high. */
function limitsOf(vantages: readonly Vantage[]): readonly string[] {
  return vantages.flatMap(({ name, summaries }) => {
    const left = summaries.reduce((sum, { leftOut }) => sum + leftOut.conversations, 0);
    return left === 0
      ? []
      : [`${name}: ${left} conversations of the capture were not kept, mostly whole ones, so its shares are too high.`];
  });
}
