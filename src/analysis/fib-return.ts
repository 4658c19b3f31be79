import type { FindingReading, Observation } from '../model/finding.ts';
import { covers, isDefaultRoute, longestMatches } from './address.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { type Defaults, defaultsOf } from './default-routes.ts';
import { type FlowSession, routedAddress, sideOf } from './flow-sessions.ts';
import { observe, readingOf, type Values } from './observation.ts';
import { subjectOf } from './session-condition.ts';
import { activeRows, type Way, wayTo } from './way.ts';

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'] as const;

/** The way back to the client beside the way in, at one firewall. */
interface Return {
  readonly view: ObserverView;
  readonly way: Way | null;
  readonly ingress: string | null;
  readonly ingressZone: string | null;
  /** Null when the two cannot be compared; `why` then says what is missing. */
  readonly elsewhere: boolean | null;
  readonly why: string | null;
  readonly citations: Observation['citations'];
}

/** States whether the FIB sends the reply back the way that the request came in. */
export function fibReturn({ firewalls, flow }: AnalysisContext): readonly Observation[] {
  if (flow === null) return [];
  return firewalls.flatMap((view) => {
    const session = subjectOf(view);
    const way = wayBack(view, session, flow.client.address);
    if (session === null && way === null) return [];
    const back = compare(view, session, way);
    const defaults = defaultsOf(view, flow.client.address);
    return [
      elsewhere(back),
      otherZone(back, flow.client.address),
      otherIsp(back, defaults),
      ...routeBack(back, defaults),
    ];
  });
}

/** A session is bound to no virtual router: the reply is looked up in the router of the interface that it arrives on. */
function wayBack(view: ObserverView, session: FlowSession | null, client: string): Way | null {
  if (session === null) return wayTo(view, client, null);
  const arrives = sideOf(session, 'server').interface;
  return wayTo(view, routedAddress(session, 'client') ?? client, view.topology.routerOf(arrives));
}

function compare(view: ObserverView, session: FlowSession | null, way: Way | null): Return {
  const forward = session?.orientation === 'forward' ? session : null;
  const side = forward === null ? null : sideOf(forward, 'client');
  const ingress = side?.interface ?? null;
  const back = {
    view,
    way,
    ingress,
    ingressZone: side?.zone ?? view.topology.zoneOf(ingress),
    citations: [
      ...(way?.citations ?? []),
      ...(session === null ? [] : [session.latest.quotes?.ingress ?? session.latest.at]),
    ],
  };
  const open = (why: string): Return => ({ ...back, elsewhere: null, why });
  if (way === null) return open('the way back has not been shown');
  if (way.kind === 'unknown') return open(way.why ?? 'the way back is not clear');
  if (way.kind === 'none') return open('there is no way back');
  if (ingress === null) return open('no session shows on which interface the request came in');
  if (!way.interfaces.includes(ingress)) return { ...back, elsewhere: true, why: null };
  return way.interfaces.length === 1
    ? { ...back, elsewhere: false, why: null }
    : open('equal routes lead back by several interfaces');
}

function egressOf({ way }: Return): string | null {
  return way === null || way.interfaces.length === 0 ? null : way.interfaces.join(', ');
}

function zonesOf({ view, way }: Return): readonly (string | null)[] {
  return (way?.interfaces ?? []).map((name) => view.topology.zoneOf(name));
}

function valuesOf(back: Return): Values {
  const zones = [...new Set(zonesOf(back))];
  return {
    ingress: back.ingress,
    egress: egressOf(back),
    ingressZone: back.ingressZone,
    egressZone: zones.length === 1 ? (zones[0] ?? null) : null,
    router: back.way?.router ?? null,
    sameInterface: back.elsewhere === null ? null : !back.elsewhere,
    why: back.why,
  };
}

function about(back: Return) {
  return {
    observers: [back.view.name],
    direction: 's2c',
    values: valuesOf(back),
    citations: back.citations,
  } as const;
}

function elsewhere(back: Return): Observation {
  return observe('fib.return-leaves-elsewhere', readingOf(back.elsewhere), about(back));
}

/** Equal routes by several interfaces are no matter while all of those are in one zone. */
function otherZone(back: Return, client: string): Observation {
  const zones = zonesOf(back);
  const known = back.ingressZone !== null && zones.length > 0 && !zones.includes(null);
  const reading = (): FindingReading => {
    if (back.elsewhere === false) return 'not-seen';
    if (!known || back.ingress === null) return 'could-not-tell';
    if (zones.every((zone) => zone === back.ingressZone)) return 'not-seen';
    return zones.includes(back.ingressZone) ? 'could-not-tell' : 'seen';
  };
  const base = about(back);
  return observe('fib.return-other-zone', reading(), {
    ...base,
    values: { ...base.values, inner: isInner(back, client) },
  });
}

/**
 * Whether the way back is surely no internet link: the client's address is for private use (RFC 1918, RFC 4193, RFC 6598),
 * or the tables send the reply by a route to the client's own network. A look-up does not show which route it found.
 */
function isInner({ view, way }: Return, client: string): boolean {
  if (PRIVATE.some((prefix) => covers(prefix, client))) return true;
  const rows = activeRows(view, way?.router ?? null).map((row) => ({ prefix: row.fact.prefix, row }));
  const [best] = longestMatches(rows, client);
  return best !== undefined && !isDefaultRoute(best.prefix);
}

function isLink(name: string, defaults: Defaults | null): boolean {
  return defaults?.interfaces.includes(name) ?? false;
}

function otherIsp(back: Return, defaults: Defaults | null): Observation {
  const { elsewhere: parted, ingress, way } = back;
  const reading = (): FindingReading => {
    if (parted === false) return 'not-seen';
    if (parted === null || defaults === null || ingress === null) return 'could-not-tell';
    if ([ingress, ...(way?.interfaces ?? [])].every((name) => isLink(name, defaults))) return 'seen';
    return defaults.complete ? 'not-seen' : 'could-not-tell';
  };
  const base = about(back);
  // A flow from inside comes in by no internet link: then the way back to the client tells nothing of the links.
  const inbound = defaults === null || ingress === null ? null : isLink(ingress, defaults);
  return observe('fib.return-by-other-isp', reading(), {
    ...base,
    values: { ...base.values, inbound },
    citations: [...base.citations, ...(parted === true ? (defaults?.citations ?? []) : [])],
  });
}

/** `links`: the equal routes are default routes, and the request came in by one of their interfaces. */
function routeBack(back: Return, defaults: Defaults | null): readonly Observation[] {
  const { view, way, ingress } = back;
  if (way === null) return [];
  const base = { observers: [view.name], direction: 's2c', citations: way.citations } as const;
  const missing = way.kind === 'unknown' ? null : way.kind === 'none';
  const equal = way.kind === 'leaves' ? way.balanced : null;
  return [
    observe('fib.no-return-route', readingOf(missing), { ...base, values: { router: way.router } }),
    observe('fib.ecmp-return', readingOf(equal), {
      ...base,
      values: {
        interfaces: way.interfaces.join(', ') || null,
        links: ingress === null ? null : [ingress, ...way.interfaces].every((name) => isLink(name, defaults)),
        severalZones: zonesOf(back).includes(null) ? null : new Set(zonesOf(back)).size > 1,
      },
    }),
  ];
}
