import type { Endpoint } from '../../model/flow.ts';
import { compareNames, compareText } from '../evidence-order.ts';
import type { FlowCondition, FlowSight } from './flow-sight.ts';

/** One flow, however many readings and sources show it. `sights` has one for each observer, in the order of names. */
export interface SeenFlow {
  /** Which pair of client address and server it belongs to, counted from 0. */
  readonly pair: number;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly condition: FlowCondition;
  readonly sights: readonly FlowSight[];
}

/**
 * Sorts sights into flows. Names behind a translation are led back to those before it. At one observer both directions
 * once seen make a flow whole; over all observers one that saw a half only makes it half-open.
 */
export function flowsIn(sights: readonly FlowSight[]): readonly SeenFlow[] {
  const before = namesBefore(sights);
  const flows = new Map<string, Map<string, FlowSight>>();
  for (const sight of sights) {
    const own = keyOf(sight.client, sight.server);
    const named = before.get(own) ?? sight;
    const straight = keyOf(named.client, named.server);
    const reversed = keyOf(named.server, named.client);
    const key = !flows.has(straight) && flows.has(reversed) ? reversed : straight;
    const at = flows.get(key) ?? new Map<string, FlowSight>();
    const led = { ...sight, client: named.client, server: named.server };
    at.set(sight.observer, joined(at.get(sight.observer), led));
    flows.set(key, at);
  }
  const pairs = new Map<string, number>();
  return [...flows]
    .sort(([one], [other]) => compareText(one, other))
    .flatMap(([, at]) => {
      const seen = [...at.values()].sort((one, other) => compareNames(one.observer, other.observer));
      const [first] = seen;
      if (first === undefined) return [];
      const { client, server } = first;
      return [{ pair: pairOf(first, pairs), client, server, condition: overall(seen), sights: seen }];
    });
}

function pairOf({ client, server }: FlowSight, pairs: Map<string, number>): number {
  const key = `${client.address} ${server.address} ${server.port}`;
  const pair = pairs.get(key) ?? pairs.size;
  pairs.set(key, pair);
  return pair;
}

function keyOf(client: Endpoint, server: Endpoint): string {
  return `${client.address} ${client.port} ${server.address} ${server.port}`;
}

/** What a translated flow is called behind its translation, with the sight that knows both names. */
function namesBefore(sights: readonly FlowSight[]): ReadonlyMap<string, FlowSight> {
  const names = new Map<string, FlowSight>();
  for (const sight of sights) {
    if (sight.behind !== null) names.set(keyOf(sight.behind.client, sight.behind.server), sight);
  }
  return names;
}

const RANK: readonly FlowCondition[] = ['whole', 'half-open', 'could-not-tell'];

/** Two readings at one observer: directions only add up. The values of either fill the other's gaps. */
function joined(known: FlowSight | undefined, added: FlowSight): FlowSight {
  if (known === undefined) return added;
  const [best, rest] = RANK.indexOf(added.condition) < RANK.indexOf(known.condition) ? [added, known] : [known, added];
  return {
    ...best,
    ingress: best.ingress ?? rest.ingress,
    egress: best.egress ?? rest.egress,
    from: best.from ?? rest.from,
    to: best.to ?? rest.to,
    behind: best.behind ?? rest.behind,
  };
}

function overall(sights: readonly FlowSight[]): FlowCondition {
  if (sights.some(({ condition }) => condition === 'half-open')) return 'half-open';
  return sights.some(({ condition }) => condition === 'whole') ? 'whole' : 'could-not-tell';
}
