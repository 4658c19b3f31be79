import type { InterfaceCounters } from '../model/facts.ts';
import type { FindingCode, Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { compareNames } from './evidence-order.ts';
import { observe, present, readingOf } from './observation.ts';

type Kind = 'zoneChange' | 'flowState';

const CODES: readonly (readonly [FindingCode, Kind])[] = [
  ['interface.zone-change', 'zoneChange'],
  ['interface.flow-state', 'flowState'],
];

/**
 * States what each interface dropped between two readings of its logical counters. They tell on which side the stray
 * packets come in, which global counters cannot (KB kA14u0000008V0l).
 */
export function interfaceDrops({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const facts = factsOf(view, 'interface-counters').map(({ fact }) => fact);
    const names = [...new Set(facts.map(({ name }) => name))].sort(compareNames);
    return names.flatMap((name) => {
      const own = facts.filter((fact) => fact.name === name);
      return present(CODES.map(([code, kind]) => drops(view, code, kind, own)));
    });
  });
}

/** The counters only grow, so the readings need no time: the least is the earliest. One reading of zero is an answer too. */
function drops(
  view: ObserverView,
  code: FindingCode,
  kind: Kind,
  facts: readonly InterfaceCounters[],
): Observation | null {
  const readings = facts.flatMap((fact) => (fact[kind] === null ? [] : [{ fact, value: fact[kind] }]));
  const sorted = [...readings].sort((one, other) => other.value - one.value);
  const [most] = sorted;
  const least = sorted.at(-1);
  if (most === undefined || least === undefined) return null;
  const delta = readings.length > 1 || most.value === 0 ? most.value - least.value : null;
  const { name } = most.fact;
  const zone = facts.find((fact) => fact.zone !== null)?.zone ?? view.topology.zoneOf(name);
  return observe(code, readingOf(delta === null ? null : delta > 0), {
    observers: [view.name],
    values: { interface: name, zone, delta, total: most.value },
    citations: [most.fact.at, least.fact.at],
  });
}
