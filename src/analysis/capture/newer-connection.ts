import type { CaptureFlow } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { AnalysisContext } from '../context.ts';
import { anyClientPort, endsOf } from '../flow-ends.ts';
import { worksBothWays } from './halves.ts';
import { startsLate } from './limits.ts';
import { hasBeginning, matching, type Sight } from './sight.ts';
import { state } from './statement.ts';
import { lookAt } from './subject.ts';
import type { Vantage } from './vantage.ts';

type Ends = NonNullable<AnalysisContext['ends']>;

/** Some newer connections tell as much as hundreds, each of which takes its time to look at. */
const ENOUGH = 8;

/**
 * States whether a connection that was open before the capture began gets no answer any more, while connections of the same
 * client to the same service that began in the capture work: what breaks it belongs to the connection and not to the way.
 * An end that is alive acknowledges data (RFC 9293, 3.8.6), whatever its service does. Of each place one such connection is
 * looked at, and the newest of those that began later.
 */
export function newerConnectionAt(vantage: Vantage, { flow, ends }: AnalysisContext): readonly Observation[] {
  const left = vantage.sights.find(isLeftAlone);
  if (flow === null || ends === null || left === undefined) return [];
  const any = endsOf(anyClientPort(flow), []);
  const look = lookAt(vantage, left, ends);
  const newer = vantage.conversations
    .flatMap((fact) => newerSight(fact, left, any))
    .sort((one, other) => other.fact.first - one.fact.first)
    .slice(0, ENOUGH);
  if (newer.length === 0) return [];
  const told = newer.map((sight) => worksBothWays({ ...look, sight }));
  const working = told.filter((works) => works === true).length;
  const failing = told.filter((works) => works === false).length;
  return [
    state(look, 'capture.newer-connection-works', working > 0 ? 'seen' : failing > 0 ? 'not-seen' : 'could-not-tell', {
      newer: working,
      repeats: left.requests.tcp?.retransmissions ?? 0,
    }),
  ];
}

/** Open before the capture began; its client sends data again, and nothing at all comes back. */
function isLeftAlone(sight: Sight): boolean {
  const { requests, replies, fact } = sight;
  const isTcp = fact.protocol === 'tcp' && startsLate(sight);
  return isTcp && replies.packets === 0 && (requests.tcp?.retransmissions ?? 0) > 0;
}

function newerSight(fact: CaptureFlow, sight: Sight, ends: Ends): readonly Sight[] {
  const other = fact === sight.fact ? null : matching(fact, ends);
  return other !== null && hasBeginning(other) ? [other] : [];
}
