import { BASELINES, type ComparedMoment, type Comparison } from '../model/comparison.ts';
import type { Flow } from '../model/flow.ts';
import type { Triage } from '../model/triage.ts';
import { compareFacts } from './compare-facts.ts';
import { compareFindings } from './compare-findings.ts';

/**
 * Two moments of one case, before and after a fix or any two readings: what is new, updated, absent and unchanged.
 * What differs between any two readings is passed over: ids, the client's ports, counts and totals, times, the time to
 * live that is left, and the order of the evidence.
 */
export function compare(before: Triage, after: Triage): Comparison {
  const differences = [...compareFindings(before, after), ...compareFacts(before, after)];
  return {
    before: momentOf(before),
    after: momentOf(after),
    sameEnds: haveSameEnds(before.flow, after.flow),
    differences: BASELINES.flatMap((state) => differences.filter((one) => one.state === state)),
  };
}

function momentOf({ flow, diagnosis: { verdict, rootCause, headline } }: Triage): ComparedMoment {
  return { flow, verdict, rootCause, headline };
}

/** Every new attempt has another port of the client. */
function haveSameEnds(one: Flow | null, other: Flow | null): boolean {
  if (one === null || other === null) return true;
  const ends = ({ protocol, client, server }: Flow): string => `${protocol} ${client.address} ${server.address}`;
  const ports = [one.server.port, other.server.port];
  return ends(one) === ends(other) && (ports.includes(null) || ports[0] === ports[1]);
}
