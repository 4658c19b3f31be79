import type { Traceroute } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import { sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import { observe } from '../observation.ts';

/** A router that answers twice in a row may only count hops oddly; one that answers this often, with others between, is passed again. */
const TIMES = 3;

/** The addresses that a trace meets again and again, with other hops between. */
function repeated({ hops }: Traceroute): readonly string[] {
  const met = new Map<string, number[]>();
  for (const { hop, addresses } of hops) {
    for (const address of addresses) met.set(address, [...(met.get(address) ?? []), hop]);
  }
  return [...met].flatMap(([address, at]) => {
    const apart = at.filter((hop, index) => index === 0 || hop - (at[index - 1] ?? hop) >= 2);
    return apart.length >= TIMES ? [address] : [];
  });
}

/** States whether a trace between the ends of the flow goes round in a circle. */
export function traceLoop({ observers, ends }: AnalysisContext): readonly Observation[] {
  if (ends === null) return [];
  const wanted = [...ends.clients, ...ends.servers].map(({ address }) => address);
  return observers.flatMap((view) => {
    const traces = inTimeOrder(
      factsOf(view, 'traceroute').filter(({ fact }) => wanted.some((one) => sameAddress(one, fact.destination))),
    );
    const trace = traces.at(-1)?.fact;
    if (trace === undefined) return [];
    const circle = repeated(trace);
    const reading: FindingReading = circle.length >= 2 ? 'seen' : trace.reached ? 'not-seen' : 'could-not-tell';
    return [
      observe('walk.trace-loop', reading, {
        observers: [view.name],
        values: { routers: circle.length >= 2 ? circle.join(', ') : null, destination: trace.destination },
        citations: [trace.at],
      }),
    ];
  });
}
