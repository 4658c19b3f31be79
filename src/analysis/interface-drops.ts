import type { InterfaceCounters } from '../model/facts.ts';
import type { FindingCode, Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { compareNames } from './evidence-order.ts';
import { wayForward } from './fib-forward.ts';
import { observe, present, readingOf } from './observation.ts';
import { subjectOf } from './session-condition.ts';
import type { Way } from './way.ts';

type Kind = 'zoneChange' | 'flowState';

const CODES: readonly (readonly [FindingCode, Kind])[] = [
  ['interface.zone-change', 'zoneChange'],
  ['interface.flow-state', 'flowState'],
];

/**
 * States what each interface dropped between two readings of its logical counters. They tell on which side the stray
 * packets come in, which global counters cannot (KB kA14u0000008V0l).
 */
export function interfaceDrops({ firewalls, flow }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const towardsServer = flow === null ? null : wayForward(view, subjectOf(view), flow.server.address);
    const facts = factsOf(view, 'interface-counters').map(({ fact }) => fact);
    const names = [...new Set(facts.map(({ name }) => name))].sort(compareNames);
    return names.flatMap((name) => {
      const own = facts.filter((fact) => fact.name === name);
      return present(CODES.map(([code, kind]) => drops(view, code, kind, own, towardsServer)));
    });
  });
}

/** The counters only grow, so the readings need no time: the least is the earliest. One reading of zero is an answer too. */
function drops(
  view: ObserverView,
  code: FindingCode,
  kind: Kind,
  facts: readonly InterfaceCounters[],
  towardsServer: Way | null,
): Observation | null {
  const readings = facts.flatMap((fact) => (fact[kind] === null ? [] : [{ fact, value: fact[kind] }]));
  const sorted = [...readings].sort((one, other) => other.value - one.value);
  const [most] = sorted;
  const least = sorted.at(-1);
  if (most === undefined || least === undefined) return null;
  const delta = readings.length > 1 || most.value === 0 ? most.value - least.value : null;
  const { name } = most.fact;
  const zone = facts.find((fact) => fact.zone !== null)?.zone ?? view.topology.zoneOf(name);
  // What comes in where the FIB leads to the server comes from its side.
  const serverSide = towardsServer?.kind === 'leaves' ? towardsServer.interfaces.includes(name) : null;
  return observe(code, readingOf(delta === null ? null : delta > 0), {
    observers: [view.name],
    values: { interface: name, zone, delta, total: most.value, serverSide },
    citations: [most.fact.at, least.fact.at],
  });
}
