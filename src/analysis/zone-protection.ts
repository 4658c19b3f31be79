import type { ZoneProtection } from '../model/facts.ts';
import type { Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { compareText } from './evidence-order.ts';
import { observe, readingOf } from './observation.ts';

type Kind = 'flood' | 'packet' | 'spoof' | 'state';

/** What a mechanism guards against; IP spoofing and TCP state are checks of the path and no defence against an attack. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/spoof|strict-ip/, 'spoof'],
  [/non-syn|asymmetric/, 'state'],
  [/^(?:discard|drop|remove|reject)-/, 'packet'],
];

/**
 * States what the protection profile of each zone dropped between two readings, by kind of mechanism. The counts are
 * totals: one reading proves nothing, unless it is of zero. They are of the zone and not of the flow.
 */
export function zoneProtection({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const facts = factsOf(view, 'zone-protection').flatMap(({ fact }) => (fact.dropped === null ? [] : [fact]));
    const groups = Map.groupBy(facts, (fact) => `${fact.zone} ${kindOf(fact)}`);
    return [...groups].sort(([one], [other]) => compareText(one, other)).map(([, members]) => drops(view, members));
  });
}

function kindOf({ mechanism }: ZoneProtection): Kind {
  return KINDS.find(([words]) => words.test(mechanism))?.[1] ?? 'flood';
}

interface Change {
  readonly mechanism: string;
  readonly delta: number | null;
  readonly total: number;
  readonly at: ZoneProtection['at'] | null;
}

/** The counts only grow, so the least is the earliest. */
function changeOf(mechanism: string, readings: readonly ZoneProtection[]): Change {
  const sorted = [...readings].sort((one, other) => (other.dropped ?? 0) - (one.dropped ?? 0));
  const [most, least] = [sorted[0]?.dropped ?? 0, sorted.at(-1)?.dropped ?? 0];
  const told = readings.length > 1 || most === 0;
  return { mechanism, delta: told ? most - least : null, total: most, at: sorted[0]?.at ?? null };
}

function drops(view: ObserverView, facts: readonly ZoneProtection[]): Observation {
  const changes = [...Map.groupBy(facts, ({ mechanism }) => mechanism)]
    .map(([mechanism, readings]) => changeOf(mechanism, readings))
    .sort((one, other) => (other.delta ?? -1) - (one.delta ?? -1) || compareText(one.mechanism, other.mechanism));
  const [most] = changes;
  const moved = (most?.delta ?? 0) > 0;
  const settled = moved ? true : changes.every(({ delta }) => delta === 0) ? false : null;
  const [first] = facts;
  return observe('protection.zone-drops', readingOf(settled), {
    observers: [view.name],
    values: {
      zone: first?.zone ?? null,
      kind: first === undefined ? null : kindOf(first),
      mechanism: most?.mechanism ?? null,
      delta: most?.delta ?? null,
      total: most?.total ?? null,
    },
    citations: [most?.at ?? null],
  });
}
