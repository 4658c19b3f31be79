import type { Route } from '../../model/facts.ts';
import { nextHopOfRoute } from '../cli/next-hop.ts';
import { protocolOfFlags } from '../cli/routing-route.ts';
import type { Element } from './element.ts';
import { childrenNamed } from './element.ts';
import { numberField, textField } from './fields.ts';
import type { Reply, XmlReader, XmlReading } from './reply.ts';
import { names } from './reply.ts';

/**
 * `show routing route`: one fact an entry, so equal-cost routes are several. The `<flags>` of the result is the legend.
 * Metric, age and interface may be empty, and flags may carry a line end (`A?B` of a BGP route).
 */
export const routingRoute: XmlReader = {
  kind: 'routing-route',
  commands: /^show routing route\b/,
  used: names('entry virtual-router destination nexthop metric flags age interface'),
  ignored: names('route-table next-as dp'),
  recognises: (reply) => isLegend(reply) || childrenNamed(reply.result, 'entry').some(isRoute),
  read: readRoutes,
};

function isLegend(reply: Reply): boolean {
  return /^flags:\s*A\s*:\s*active/i.test(textField(reply.result, 'flags') ?? '');
}

function isRoute(entry: Element): boolean {
  return ['virtual-router', 'destination', 'flags'].every((name) => textField(entry, name) !== null);
}

function readRoutes(reply: Reply): XmlReading {
  const entries = childrenNamed(reply.result, 'entry');
  const routes = entries.map((entry) => routeOf(entry, reply));
  return {
    facts: routes.filter((route) => route !== null),
    unclear: entries.filter((_, index) => routes[index] === null),
  };
}

function routeOf(entry: Element, reply: Reply): Route | null {
  const prefix = textField(entry, 'destination');
  const flags = textField(entry, 'flags');
  if (prefix === null || flags === null) return null;
  const outgoing = textField(entry, 'interface');
  const protocol = protocolOfFlags(flags);
  return {
    kind: 'route',
    at: reply.cite(entry),
    router: textField(entry, 'virtual-router'),
    prefix,
    nextHop: nextHopOfRoute(textField(entry, 'nexthop') ?? '', outgoing, protocol),
    interface: outgoing,
    metric: numberField(entry, 'metric'),
    active: flags.includes('A'),
    ecmp: flags.includes('E'),
    protocol,
    ageSeconds: numberField(entry, 'age'),
  };
}
