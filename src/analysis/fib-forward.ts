import type { Observation } from '../model/finding.ts';
import { sameAddress } from './address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { inTimeOrder } from './evidence-order.ts';
import { type FlowSession, routedAddress, sideOf } from './flow-sessions.ts';
import { observe, present, readingOf } from './observation.ts';
import { subjectOf } from './session-condition.ts';
import { sessionSteering } from './session-steering.ts';
import { type Way, wayTo } from './way.ts';

/** Where the FIB sends the request: to the server's address after translation, asked of the router that the request enters. */
export function wayForward(view: ObserverView, session: FlowSession | null, server: string): Way | null {
  if (session === null) return wayTo(view, server, null);
  const enters = sideOf(session, 'client').interface;
  return wayTo(view, routedAddress(session, 'server') ?? server, view.topology.routerOf(enters));
}

/** States whether there is a way to the server, whether the session still follows it, and whether its next hop resolves. */
export function fibForward({ firewalls, flow }: AnalysisContext): readonly Observation[] {
  if (flow === null) return [];
  return firewalls.flatMap((view) => {
    const session = subjectOf(view);
    const server = flow.server.address;
    const way = wayForward(view, session, server);
    const routed = (session === null ? null : routedAddress(session, 'server')) ?? server;
    return present([
      routeForward(view, way),
      session === null || way === null ? null : differs(view, session, way),
      nextHopUnresolved(view, session, way, routed),
    ]);
  });
}

function routeForward(view: ObserverView, way: Way | null): Observation | null {
  if (way === null) return null;
  return observe('fib.no-forward-route', readingOf(way.kind === 'unknown' ? null : way.kind === 'none'), {
    observers: [view.name],
    direction: 'c2s',
    values: { router: way.router },
    citations: way.citations,
  });
}

/** A session keeps the egress that it was set up with. When PBF chose it, the FIB has no say. */
function differs(view: ObserverView, session: FlowSession, way: Way): Observation | null {
  const steering = sessionSteering(session, 'c2s');
  if (session.orientation === 'reversed' || steering?.used === true) return null;
  const sessionEgress = sideOf(session, 'server').interface;
  const told = sessionEgress !== null && way.kind === 'leaves';
  const other = told ? !way.interfaces.includes(sessionEgress) : null;
  return observe('fib.forward-differs-from-session', readingOf(other === true && steering === null ? null : other), {
    observers: [view.name],
    direction: 'c2s',
    values: { sessionId: session.id, sessionEgress, fibEgress: way.interfaces.join(', ') || null },
    citations: [...way.citations, session.latest.quotes?.egress ?? session.latest.at],
  });
}

/** The address that must resolve: the next hop, or the server itself on a connected network. PBF has a next hop of its own. */
function nextHopOf(session: FlowSession | null, way: Way | null, server: string): string | null {
  if (session !== null && sessionSteering(session, 'c2s')?.used === true) return null;
  if (way === null) return server;
  if (way.kind !== 'leaves' || way.interfaces.length !== 1) return null;
  return way.nextHop?.kind === 'address' ? way.nextHop.address : server;
}

function nextHopUnresolved(
  view: ObserverView,
  session: FlowSession | null,
  way: Way | null,
  server: string,
): Observation | null {
  const address = nextHopOf(session, way, server);
  const all = factsOf(view, 'arp');
  const [any] = all;
  if (address === null || any === undefined) return null;
  const entry = inTimeOrder(all.filter(({ fact }) => sameAddress(fact.address, address))).at(-1)?.fact ?? null;
  // Without a route that names the next hop, an address that is not in the table was never a neighbour.
  if (entry === null && way === null) return null;
  const unresolved = entry === null ? null : entry.mac === null || entry.status === 'incomplete';
  return observe('arp.next-hop-unresolved', readingOf(unresolved), {
    observers: [view.name],
    direction: 'c2s',
    values: { address, interface: entry?.interface ?? null },
    citations: [entry?.at ?? any.fact.at],
  });
}
