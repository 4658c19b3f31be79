import type { ExactRoute, RouterPath, RouterRoute } from '../../model/facts.ts';
import { covers, sameAddress, sameFamily } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import type { Placed } from '../look.ts';
import { type Decision, type Exit, forward, unknown } from './decision.ts';
import { isWholeTable, type RouterTables, rowsFor } from './router-tables.ts';

/** How often a next hop may lead to another one before it must lead out of an interface. */
const MOST_RECURSIONS = 6;

/**
 * Where a router sends packets for an address.
 *
 * @param source the other end of the flow: an exact-route answer for the pair names the one path that it takes
 * @param enteredBy the router's own address that the packet comes to, or its sender on a network of the router: it tells
 * the VRF; any other address tells nothing
 */
export function decideAtRouter(tables: RouterTables, address: string, source: string, enteredBy: string): Decision {
  const vrf = vrfOf(tables, enteredBy) ?? onlyVrf(tables, address);
  if (vrf === null) return unknown('several of its VRFs have a route, and which one the packet is in is not known');
  const decision = fromRows(tables, address, vrf.name, 0);
  return decision.kind === 'forward' && decision.exits.length > 1
    ? withExactRoute(tables.view, decision, address, source)
    : decision;
}

/** A VRF; the global table has no name. */
interface Vrf {
  readonly name: string | null;
}

/** The one VRF in which the address is the router's own, or on a network of it. */
function vrfOf(tables: RouterTables, enteredBy: string): Vrf | null {
  const names = tables.vrfs.filter((vrf) =>
    rowsFor(tables, vrf, enteredBy).some(({ fact }) => fact.protocol === 'local' || fact.protocol === 'connected'),
  );
  const [name = null] = names;
  return names.length === 1 ? { name } : null;
}

/** Without a word on the VRF it is the only one in which there is a route. */
function onlyVrf(tables: RouterTables, address: string): Vrf | null {
  const having = tables.vrfs.filter((vrf) => rowsFor(tables, vrf, address).length > 0);
  return having.length > 1 ? null : { name: having[0] ?? tables.vrfs[0] ?? null };
}

function fromRows(tables: RouterTables, address: string, vrf: string | null, depth: number): Decision {
  const found = rowsFor(tables, vrf, address);
  const [first] = inTimeOrder(found).slice(-1);
  if (first === undefined) return withoutRoute(tables.view, address, vrf);
  const citations = [first.fact.at];
  if (first.fact.drops) return { kind: 'drop', why: `its route for ${first.fact.prefix} leads nowhere`, citations };
  if (first.fact.protocol === 'local') return { kind: 'here', citations };
  const used = pathsInUse(tables.view, first.fact);
  const exits: Exit[] = [];
  for (const path of used) {
    if (path.nextHopVrf !== null) return elsewhere(tables, path, address, depth, citations);
    if (path.interface !== null || path.nextHop === null) exits.push(path);
    else {
      const resolved = depth < MOST_RECURSIONS ? fromRows(tables, path.nextHop, vrf, depth + 1) : unknown('');
      const next = path.nextHop;
      if (resolved.kind === 'forward')
        exits.push(...resolved.exits.map((exit) => ({ ...exit, nextHop: exit.nextHop ?? next })));
      // An address names the next router even while the interface towards it is not shown.
      else exits.push({ nextHop: next, interface: null });
    }
  }
  return forward(exits, exits.length > 1, citations);
}

/** Junos forwards by the marked way alone until a load-balance policy is in force; the others know no reserve but backups. */
function pathsInUse(view: ObserverView, route: RouterRoute): readonly RouterPath[] {
  const spreads =
    route.platform === 'junos' &&
    route.table === 'rib' &&
    factsOf(view, 'load-sharing').some(({ fact }) => fact.platform === 'junos');
  const used = spreads ? route.paths : route.paths.filter((path) => path.used);
  return used.length > 0 ? used : route.paths;
}

function elsewhere(
  tables: RouterTables,
  path: RouterPath,
  address: string,
  depth: number,
  citations: Decision['citations'],
): Decision {
  const vrf = path.nextHopVrf === 'default' ? null : path.nextHopVrf;
  const known = tables.vrfs.includes(vrf);
  if (!known || depth >= MOST_RECURSIONS)
    return unknown(`it goes on in the VRF ${path.nextHopVrf}, which is not shown`, citations);
  const next = fromRows(tables, path.nextHop ?? address, vrf, depth + 1);
  if (next.kind !== 'forward' || path.nextHop === null) return next;
  const exits = next.exits.map((exit) => ({ ...exit, nextHop: exit.nextHop ?? path.nextHop }));
  return forward(exits, next.balanced, [...citations, ...next.citations]);
}

/** Only an answer that says so, or a whole table asked for without a filter, can say that there is no route. */
function withoutRoute(view: ObserverView, address: string, vrf: string | null): Decision {
  const said = factsOf(view, 'router-no-route').find(
    ({ fact }) => fact.vrf === vrf && (sameAddress(fact.destination, address) || covers(fact.destination, address)),
  );
  if (said !== undefined) return { kind: 'drop', why: 'it has no route', citations: [said.fact.at] };
  const whole = factsOf(view, 'router-route').find(
    ({ fact, evidence }) => fact.vrf === vrf && sameFamily(fact.prefix, address) && isWholeTable(evidence),
  );
  return whole === undefined
    ? unknown('its route is not shown')
    : { kind: 'drop', why: 'its table has no route', citations: [whole.fact.at] };
}

function withExactRoute(
  view: ObserverView,
  decision: Decision & { readonly kind: 'forward' },
  address: string,
  source: string,
): Decision {
  const asks = ({ fact }: Placed<ExactRoute>): boolean =>
    sameAddress(fact.destination, address) && sameAddress(fact.source, source);
  const answer = inTimeOrder(factsOf(view, 'exact-route').filter(asks)).at(-1)?.fact;
  const exit = decision.exits.find(
    ({ nextHop, interface: name }) =>
      answer !== undefined && (sameAddress(nextHop, answer.nextHop) || name === answer.interface),
  );
  return answer === undefined || exit === undefined
    ? decision
    : { ...decision, exits: [exit], citations: [...decision.citations, answer.at] };
}
