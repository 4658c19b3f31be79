import type { Citation } from '../model/evidence.ts';
import type { FindingReading, Observation } from '../model/finding.ts';
import { isDefaultRoute, sameFamily } from './address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { observe } from './observation.ts';

/** The interfaces that default routes lead out of, in force or in reserve. */
export interface Defaults {
  readonly interfaces: readonly string[];
  /** True when every default route is known: the routing table shows those in reserve, a FIB does not. */
  readonly complete: boolean;
  readonly citations: readonly Citation[];
}

/** Filters that leave default routes out, or may. */
const NARROWED = /\b(?:destination|type|nexthop|interface|ecmp)\b|\|/;

/** The default routes of a firewall, null when no table was shown. `client` chooses between IPv4 and IPv6. */
export function defaultsOf(view: ObserverView, client: string | null): Defaults | null {
  const tables = [...factsOf(view, 'route'), ...factsOf(view, 'fib-entry')];
  if (tables.length === 0) return null;
  const rows = tables.filter(
    ({ fact }) =>
      isDefaultRoute(fact.prefix) &&
      fact.interface !== null &&
      (fact.nextHop.kind === 'address' || fact.nextHop.kind === 'connected') &&
      (client === null || sameFamily(fact.prefix, client)),
  );
  const complete = factsOf(view, 'route').some(
    ({ evidence }) => evidence.parsed === 'whole' && !NARROWED.test(evidence.command ?? ''),
  );
  const interfaces = [...new Set(rows.flatMap(({ fact }) => fact.interface ?? []))].sort();
  const cited = rows.length > 0 ? rows : tables.slice(0, 1);
  return { interfaces, complete, citations: cited.map(({ fact }) => fact.at) };
}

function readingOfDefaults({ interfaces, complete }: Defaults): FindingReading {
  if (interfaces.length > 1) return 'seen';
  return complete && interfaces.length === 1 ? 'not-seen' : 'could-not-tell';
}

/** States whether default routes lead out of more than one interface. */
export function twoDefaults({ firewalls, flow }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const defaults = defaultsOf(view, flow?.client.address ?? null);
    if (defaults === null) return [];
    return [
      observe('fib.two-defaults', readingOfDefaults(defaults), {
        observers: [view.name],
        values: { interfaces: defaults.interfaces.length === 0 ? null : defaults.interfaces.join(', ') },
        citations: defaults.citations,
      }),
    ];
  });
}
