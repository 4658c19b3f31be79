import type { Observation } from '../../model/finding.ts';
import type { AnalysisContext } from '../context.ts';
import { observe } from '../observation.ts';
import { growth, kernelCounter } from './host-counters.ts';

const TELLING_SHARE = 0.01;
const TELLING_REPEATS = 10;
const ENOUGH_SEGMENTS = 1000;

/**
 * States how many of the TCP segments that a host sends are sent again (`TcpRetransSegs` of `TcpOutSegs`, RFC 4022), in a
 * measured window: it is of all its connections, to whomever.
 */
export function retransmissions({ observers }: AnalysisContext): readonly Observation[] {
  return observers
    .filter(({ role }) => role === 'host')
    .flatMap((view) => {
      const [again, out] = [kernelCounter(view, 'TcpRetransSegs'), kernelCounter(view, 'TcpOutSegs')];
      const last = again.at(-1);
      if (last === undefined) return [];
      const [repeated, sent] = [growth(again), growth(out)];
      const share = repeated === null || sent === null || sent === 0 ? null : repeated / sent;
      const telling = share !== null && share >= TELLING_SHARE && (repeated ?? 0) >= TELLING_REPEATS;
      const fine = share !== null && share < TELLING_SHARE / 10 && (sent ?? 0) >= ENOUGH_SEGMENTS;
      return [
        observe('host.segments-retransmitted', telling ? 'seen' : fine ? 'not-seen' : 'could-not-tell', {
          observers: [view.name],
          values: { sent, repeated, percent: share === null ? null : Math.round(share * 1000) / 10 },
          citations: [last.at, out.at(-1)?.at ?? null],
        }),
      ];
    });
}
