import { factsOf, type ObserverView } from '../context.ts';
import { ownAddress } from '../topology.ts';
import { activeRows, type Way, wayTo } from '../way.ts';
import { type Decision, type Exit, forward, unknown } from './decision.ts';
import { decideAtHost } from './host-decision.ts';
import { PrefixTrie } from './prefix-trie.ts';
import { decideAtRouter } from './router-decision.ts';
import { type RouterTables, routerTables } from './router-tables.ts';

/**
 * Asks one device where it sends a packet from `source` to `address`. `enteredBy` is the address of the device that the
 * packet was handed to, or its sender.
 */
export type Decide = (address: string, source: string, enteredBy: string) => Decision;

/** What a device would do with packets, read once from its tables and asked as often as needed. */
export function decideAt(view: ObserverView): Decide {
  const own = (address: string): Decision | null => {
    const mine = ownAddress(view.topology, address);
    return mine === null ? null : { kind: 'here', citations: [mine.at] };
  };
  if (view.role === 'router') {
    const tables = routerTables(view);
    return (address, source, enteredBy) => own(address) ?? routerOrKernel(view, tables, address, source, enteredBy);
  }
  if (view.role === 'host') return (address, source) => own(address) ?? decideAtHost(view, address, source);
  return (address) => own(address) ?? atFirewall(view, address);
}

/** Routing software on Linux: what its own table does not show, the kernel's may. */
function routerOrKernel(
  view: ObserverView,
  tables: RouterTables,
  address: string,
  source: string,
  enteredBy: string,
): Decision {
  const routed = decideAtRouter(tables, address, source, enteredBy);
  if (routed.kind !== 'unknown') return routed;
  const kernel = decideAtHost(view, address, source);
  return kernel.kind === 'unknown' ? routed : kernel;
}

/** A firewall with rules of policy-based forwarding may not ask its tables at all. */
function atFirewall(view: ObserverView, address: string): Decision {
  const way = wayTo(view, address, null);
  if (way === null) return unknown('its route is not shown');
  if (way.kind === 'none') return { kind: 'drop', why: 'it has no usable route', citations: way.citations };
  if (way.kind === 'unknown') return unknown(way.why ?? 'its route is not clear', way.citations);
  const exits = exitsOf(view, way, address);
  return exits === null
    ? unknown('its route names no next hop', way.citations)
    : forward(exits, way.balanced, way.citations);
}

function exitsOf(view: ObserverView, way: Way, address: string): readonly Exit[] | null {
  const { nextHop, interfaces, router } = way;
  if (way.balanced === true) return balancedExits(view, address, router);
  const [name = null] = interfaces;
  if (nextHop?.kind === 'address') return [{ nextHop: nextHop.address, interface: name }];
  return nextHop?.kind === 'connected' ? [{ nextHop: null, interface: name }] : null;
}

/** The equal rows of the tables, each with its own next hop. */
function balancedExits(view: ObserverView, address: string, router: string | null): readonly Exit[] {
  const trie = new PrefixTrie<Exit>();
  for (const { fact } of activeRows(view, router)) {
    const { nextHop } = fact;
    if (nextHop.kind === 'address') trie.add(fact.prefix, { nextHop: nextHop.address, interface: fact.interface });
    if (nextHop.kind === 'connected') trie.add(fact.prefix, { nextHop: null, interface: fact.interface });
  }
  return trie.longest(address);
}

/** True when rules of policy-based forwarding were shown, which go before every table. */
export function isSteered(view: ObserverView): boolean {
  return factsOf(view, 'pbf-rule').length > 0 || view.sessions.some(({ looks }) => looks.some(isForwarded));
}

function isForwarded({ pbfSent, pbfReceived }: ObserverView['sessions'][number]['looks'][number]): boolean {
  return pbfSent.used === true || pbfReceived.used === true;
}
