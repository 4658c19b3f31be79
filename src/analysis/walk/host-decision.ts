import type { HostRoute, HostTableRoute } from '../../model/facts.ts';
import { longestMatches, sameAddress, sameFamily } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import type { Placed } from '../look.ts';
import { type Decision, forward, unknown } from './decision.ts';

/** Rules that every kernel has; any other one may send this packet to another table. */
const OWN_PRIORITIES: ReadonlySet<number> = new Set([0, 32766, 32767]);

/**
 * Where a Linux host sends packets for an address: what `ip route get` answered, else its main table, as long as no
 * rule of its own may choose another one.
 */
export function decideAtHost(view: ObserverView, address: string, source: string): Decision {
  const asked = factsOf(view, 'host-route').filter(({ fact }) => sameAddress(fact.destination, address));
  const answers = asked.filter(({ fact }) => fact.source === null || sameAddress(fact.source, source));
  const answer = inTimeOrder(answers).at(-1);
  if (answer !== undefined) return fromAnswer(answer.fact);
  return fromMainTable(view, address);
}

function fromAnswer({ via, device, at }: HostRoute): Decision {
  if (device === 'lo' && via === null) return { kind: 'here', citations: [at] };
  if (device === null) return { kind: 'drop', why: 'its kernel has no route', citations: [at] };
  return forward([{ nextHop: via, interface: device }], null, [at]);
}

function fromMainTable(view: ObserverView, address: string): Decision {
  const rules = factsOf(view, 'host-rule');
  if (rules.some(({ fact }) => !OWN_PRIORITIES.has(fact.priority))) return unknown('its policy rules decide');
  const rows = factsOf(view, 'host-table-route').filter(
    ({ fact }) => (fact.table === 'main' || fact.table === null) && isUsable(fact, address),
  );
  const found = longestMatches(
    rows.map((row) => ({ prefix: row.fact.prefix, row })),
    address,
  ).map(({ row }) => row);
  const best = bestOf(found);
  if (best === null) return unknown('its route is not shown');
  const { type, nextHops, at } = best.fact;
  if (type === 'local') return { kind: 'here', citations: [at] };
  if (type !== 'unicast') return { kind: 'drop', why: `its route is of the type ${type}`, citations: [at] };
  const live = nextHops.filter(({ dead }) => !dead);
  const exits = live.map(({ via, device }) => ({ nextHop: via, interface: device }));
  return forward(exits, exits.length > 1, [at]);
}

function isUsable(route: HostTableRoute, address: string): boolean {
  return route.from === null && route.prefix.includes('/') && sameFamily(route.prefix, address);
}

/** The lowest metric wins; a route without one has metric 0. */
function bestOf(rows: readonly Placed<HostTableRoute>[]): Placed<HostTableRoute> | null {
  const [best = null] = [...rows].sort((one, other) => (one.fact.metric ?? 0) - (other.fact.metric ?? 0));
  return best;
}
