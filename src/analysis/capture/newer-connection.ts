import type { CaptureFlow } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { AnalysisContext } from '../context.ts';
import { anyClientPort, endsOf } from '../flow-ends.ts';
import { worksBothWays } from './halves.ts';
import { startsLate } from './limits.ts';
import { hasBeginning, matching, type Sight } from './sight.ts';
import { type Look, state } from './statement.ts';
import { lookAt } from './subject.ts';
import type { Vantage } from './vantage.ts';

type Ends = NonNullable<AnalysisContext['ends']>;

/**
 * States whether a connection that was open before the capture began gets no answer any more, while connections of the same
 * client to the same service that began in the capture work: what breaks it belongs to the connection and not to the way.
 * An end that is alive acknowledges data (RFC 9293, 3.8.6), whatever its service does.
 */
export function newerConnection(look: Look, { flow }: AnalysisContext): readonly Observation[] {
  if (flow === null || look.sight.fact.protocol !== 'tcp' || !isLeftAlone(look.sight)) return [];
  const ends = endsOf(anyClientPort(flow), []);
  const newer = look.vantage.conversations.flatMap((fact) => newerSight(fact, look, ends));
  const told = newer.map((sight) => worksBothWays(lookAt(look.vantage, sight, ends)));
  const working = told.filter((works) => works === true).length;
  if (newer.length === 0) return [];
  const failing = told.filter((works) => works === false).length;
  return [
    state(look, 'capture.newer-connection-works', working > 0 ? 'seen' : failing > 0 ? 'not-seen' : 'could-not-tell', {
      newer: working,
      repeats: look.sight.requests.tcp?.retransmissions ?? 0,
    }),
  ];
}

/** Open before the capture began; its client sends data again, and nothing at all comes back. */
function isLeftAlone(sight: Sight): boolean {
  const { requests, replies } = sight;
  return startsLate(sight) && replies.packets === 0 && (requests.tcp?.retransmissions ?? 0) > 0;
}

function newerSight(fact: CaptureFlow, { sight }: Look, ends: Ends): readonly Sight[] {
  const other = fact === sight.fact ? null : matching(fact, ends);
  return other !== null && hasBeginning(other) ? [other] : [];
}

/** Connections of the flow at one place that this is about: it is asked of every one, and one tells it. */
export function newerConnectionAt(vantage: Vantage, context: AnalysisContext): readonly Observation[] {
  const { ends } = context;
  if (ends === null) return [];
  const [told] = vantage.sights.flatMap((sight) => newerConnection(lookAt(vantage, sight, ends), context));
  return told === undefined ? [] : [told];
}
