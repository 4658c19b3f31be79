import type { Citation } from '../model/evidence.ts';
import type { FibEntry, FibLookup, NextHop, Route } from '../model/facts.ts';
import { longestMatches, sameAddress } from './address.ts';
import { factsOf, type ObserverView } from './context.ts';
import { inTimeOrder } from './evidence-order.ts';
import type { Placed } from './look.ts';

/**
 * Where one firewall sends packets for an address. `leaves`: out of one of `interfaces`; `none`: nowhere, there is no
 * route or it discards; `unknown`: shown, and not enough to tell (`why` completes "cannot be compared: …").
 */
export interface Way {
  readonly kind: 'leaves' | 'none' | 'unknown';
  readonly router: string | null;
  readonly interfaces: readonly string[];
  readonly nextHop: NextHop | null;
  /** Whether several equal routes lead there; null when only a look-up was shown, which names one path of all. */
  readonly balanced: boolean | null;
  readonly why: string | null;
  readonly citations: readonly Citation[];
}

/** A routing row, whichever table it stands in. */
export type Row = Placed<Route> | Placed<FibEntry>;

/** Words that narrow a table to a part: the longest match may then be missing from it. */
const NARROWED = /\b(?:destination|type|nexthop|interface|ecmp)\b|\|/;
/** A route may hand over to another virtual router; more hand-overs than this are a loop. */
const MOST_ROUTERS = 4;

function isTable({ evidence }: Placed): boolean {
  return evidence.parsed === 'whole' && !NARROWED.test(evidence.command ?? '');
}

/** The rows in force of all tables that were shown whole, of one router or of all. */
export function activeRows(view: ObserverView, router: string | null): readonly Row[] {
  const mine = (row: Row): boolean => router === null || row.fact.router === null || row.fact.router === router;
  const fib = factsOf(view, 'fib-entry').filter((row) => isTable(row) && mine(row));
  return fib.length > 0 ? fib : factsOf(view, 'route').filter((row) => row.fact.active && isTable(row) && mine(row));
}

/**
 * Where the firewall sends packets for an address. A look-up is its own answer and comes first; tables are read by the
 * longest prefix, and tell of equal routes what a look-up cannot. Null when nothing was shown for it.
 *
 * @param router the virtual or logical router that is asked, null when it is not known
 */
export function wayTo(view: ObserverView, address: string, router: string | null, depth = 0): Way | null {
  if (depth >= MOST_ROUTERS) return { ...UNKNOWN, router, why: 'the routers hand it over in a circle' };
  const lookups = inTimeOrder(factsOf(view, 'fib-lookup').filter(({ fact }) => sameAddress(fact.destination, address)));
  const asked = router === null ? lookups : lookups.filter(({ fact }) => (fact.router ?? router) === router);
  const rows = matches(activeRows(view, router), address);
  const routers = new Set([...asked, ...rows].map(({ fact }) => fact.router));
  const citations = [...asked, ...rows].map(({ fact }) => fact.at);
  if (router === null && routers.size > 1) return { ...UNKNOWN, citations, why: 'several routers were asked' };
  const lookup = asked.at(-1)?.fact ?? null;
  if (lookup !== null) return follow(view, address, depth, withTable(fromLookup(lookup), rows, router));
  const table = fromRows(view, rows, router);
  if (table !== null) return follow(view, address, depth, table);
  const [other] = lookups;
  if (other === undefined) return hasWholeTable(view, router) ? noRouteIn(view, router) : null;
  return { ...UNKNOWN, router, citations: [other.fact.at], why: `another router (${other.fact.router}) was asked` };
}

const UNKNOWN: Way = {
  kind: 'unknown',
  router: null,
  interfaces: [],
  nextHop: null,
  balanced: null,
  why: null,
  citations: [],
};

function matches(rows: readonly Row[], address: string): readonly Row[] {
  return longestMatches(
    rows.map((row) => ({ prefix: row.fact.prefix, row })),
    address,
  ).map(({ row }) => row);
}

function fromLookup({ router, nextHop, interface: name, at }: FibLookup): Way {
  const base = { ...UNKNOWN, router, nextHop, citations: [at] };
  if (nextHop.kind === 'none' || nextHop.kind === 'discard') return { ...base, kind: 'none' };
  if (nextHop.kind === 'host') return { ...base, why: 'the address is one of the firewall itself' };
  return name === null || nextHop.kind === 'router'
    ? { ...base, why: 'the look-up names no interface' }
    : { ...base, kind: 'leaves', interfaces: [name] };
}

function withTable(way: Way, rows: readonly Row[], router: string | null): Way {
  const interfaces = names(rows);
  if (way.kind !== 'leaves' || rows.length === 0) return way;
  const balanced = isBalanced(rows) && interfaces.includes(way.interfaces[0] ?? '');
  const citations = [...way.citations, ...rows.map(({ fact }) => fact.at)];
  return { ...way, router: way.router ?? router, balanced, ...(balanced ? { interfaces, citations } : {}) };
}

function names(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap(({ fact }) => (fact.interface === null ? [] : [fact.interface])))].sort();
}

/** Rows of a FIB and of a routing table may repeat each other: equal routes differ in their next hop. */
function isBalanced(rows: readonly Row[]): boolean {
  return new Set(rows.map(({ fact }) => JSON.stringify([fact.interface, fact.nextHop]))).size > 1;
}

/** A route learnt by BGP may name a next hop without an interface: that next hop is looked up in turn. */
function interfacesOf(view: ObserverView, rows: readonly Row[]): readonly string[] {
  const resolved = rows.flatMap(({ fact }) => {
    if (fact.interface !== null || fact.nextHop.kind !== 'address') return fact.interface ?? [];
    return names(matches(activeRows(view, fact.router), fact.nextHop.address));
  });
  return [...new Set(resolved)].sort();
}

function fromRows(view: ObserverView, rows: readonly Row[], router: string | null): Way | null {
  const [first] = rows;
  if (first === undefined) return null;
  const { nextHop } = first.fact;
  const citations = rows.map(({ fact }) => fact.at);
  const base = { ...UNKNOWN, router: first.fact.router ?? router, nextHop, balanced: isBalanced(rows), citations };
  if (rows.every(({ fact }) => fact.nextHop.kind === 'discard')) return { ...base, kind: 'none' };
  if (nextHop.kind === 'host') return { ...base, why: 'the address is one of the firewall itself' };
  const interfaces = nextHop.kind === 'router' ? [] : interfacesOf(view, rows);
  return interfaces.length === 0
    ? { ...base, why: 'the route names no interface' }
    : { ...base, kind: 'leaves', interfaces };
}

function follow(view: ObserverView, address: string, depth: number, way: Way): Way {
  if (way.nextHop?.kind !== 'router') return way;
  const next = wayTo(view, address, way.nextHop.name, depth + 1);
  if (next === null)
    return { ...way, kind: 'unknown', why: `it is handed over to ${way.nextHop.name}, which was not asked` };
  return { ...next, citations: [...way.citations, ...next.citations] };
}

/** Only a table that was asked for by its command, and shown without a filter, can say that a route is missing. */
function hasWholeTable(view: ObserverView, router: string | null): boolean {
  return activeRows(view, router).some(
    ({ fact, evidence }) => evidence.command !== null && (router === null || fact.router === router),
  );
}

function noRouteIn(view: ObserverView, router: string | null): Way | null {
  const rows = activeRows(view, router);
  const routers = new Set(rows.map(({ fact }) => fact.router));
  const [only] = rows;
  if (only === undefined || routers.size > 1) return null;
  return { ...UNKNOWN, kind: 'none', router: only.fact.router, citations: [only.fact.at] };
}
