import type { ObserverView } from '../context.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { ownAddress } from '../topology.ts';
import { activeRows, type Way, wayTo } from '../way.ts';
import { type Decision, type Exit, forward, unknown } from './decision.ts';
import { type DecideAtHost, hasPolicyRules, hostDecider } from './host-decision.ts';
import { PrefixTrie } from './prefix-trie.ts';
import { decideAtRouter } from './router-decision.ts';
import { type RouterTables, routerTables } from './router-tables.ts';

/**
 * Asks one device where it sends a packet from `source` to `address`. `enteredBy` is the address of the device that the
 * packet was handed to, or its sender.
 */
export type Decide = (address: string, source: string, enteredBy: string) => Decision;

/** What a device would do with packets of the flow, read once from its tables and asked as often as needed. */
export function decideAt(view: ObserverView, ends: FlowEnds): Decide {
  const own = (address: string): Decision | null => {
    const mine = ownAddress(view.topology, address);
    return mine === null ? null : { kind: 'here', citations: [mine.at] };
  };
  if (view.role === 'firewall') return (address) => own(address) ?? atFirewall(view, address);
  const host = hostDecider(view, ends);
  const decide = view.role === 'host' ? host : routerOrKernel(routerTables(view), host);
  return (address, source, enteredBy) => own(address) ?? decide(address, source, enteredBy);
}

/** Routing software on Linux: the kernel's rules go before its table, and what that does not show, the kernel's may. */
function routerOrKernel(tables: RouterTables, host: DecideAtHost): DecideAtHost {
  if (hasPolicyRules(tables.view)) return host;
  return (address, source, enteredBy) => {
    const routed = decideAtRouter(tables, address, source, enteredBy);
    if (routed.kind !== 'unknown') return routed;
    const kernel = host(address, source, enteredBy);
    return kernel.kind === 'unknown' ? routed : kernel;
  };
}

/** By the tables alone: rules of policy-based forwarding are asked before. */
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
