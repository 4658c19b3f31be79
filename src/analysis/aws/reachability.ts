import type { AwsReachability } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import { observe, readingOf } from '../observation.ts';
import type { VpcEnd, VpcFlow } from './ends.ts';
import type { Vpc } from './vpc.ts';

/** States what Reachability Analyzer says, as it says it. An analysis of other ends than the flow's has no finding. */
export function reachabilityFindings(vpc: Vpc, flow: VpcFlow | null): readonly Observation[] {
  return vpc.analyses.flatMap((analysis) => {
    const direction = flow === null ? null : directionOf(analysis, flow);
    if (direction === 'other') return [];
    const [first] = analysis.explanations;
    const check = analysis.explanations.find(({ code }) => code.includes('SOURCE_DEST_CHECK'));
    const told = check ?? first;
    return [
      observe('aws.reachability-blocked', readingOf(analysis.found === null ? null : !analysis.found), {
        observers: [vpc.observer],
        ...(direction === null ? {} : { direction }),
        values: {
          analysis: analysis.id,
          code: told?.code ?? null,
          component: told?.component ?? null,
          sourceDestCheck: check !== undefined,
        },
        citations: [analysis.at, told?.at ?? null],
      }),
    ];
  });
}

function directionOf({ source, destination, components }: AwsReachability, flow: VpcFlow): Direction | 'other' | null {
  const { client, server } = flow;
  const is = (end: VpcEnd, address: string | null, component: string | undefined): boolean =>
    address === null
      ? component !== undefined && (component === end.interface?.id || component === end.interface?.instance)
      : end.addresses.some((own) => sameAddress(own, address));
  const [from, to] = [components[0], components.at(-1)];
  if (is(client, source, from) && (destination === null || is(server, destination, to))) return 'c2s';
  if (is(server, source, from) && (destination === null || is(client, destination, to))) return 's2c';
  return source === null && destination === null && components.length === 0 ? null : 'other';
}
