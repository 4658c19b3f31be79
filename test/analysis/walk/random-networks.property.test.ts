import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnalysisContext, contextOf } from '../../../src/analysis/context.ts';
import { pathText } from '../../../src/analysis/walk/path-text.ts';
import { isComplete, waysOf } from '../../../src/analysis/walk/ways.ts';
import type { Fact, RouterPath, RouterRoute } from '../../../src/model/facts.ts';
import { AT, block, CLIENT, FLOW, SERVER } from '../../support/facts.ts';

const ROUTERS = 6;
const CLIENT_NET = '10.20.30.0/24';
const SERVER_NET = '10.50.60.0/24';

/** What each router does with packets for one network: their numbers, or none when it has no route. */
type Plan = readonly (readonly number[])[];

const hops = fc.uniqueArray(fc.nat(ROUTERS - 1), { maxLength: 2 });
const plan = fc.tuple(...Array.from({ length: ROUTERS }, () => hops));

/** The address of one router as seen by every other: each has one address, and all are neighbours. */
const addressOf = (router: number): string => `10.99.0.${router + 1}`;

function routeOf(
  prefix: string,
  protocol: RouterRoute['protocol'],
  paths: readonly Partial<RouterPath>[],
): RouterRoute {
  return {
    kind: 'router-route',
    at: { ...AT, quote: prefix },
    platform: 'ios',
    table: 'rib',
    vrf: null,
    prefix,
    protocol,
    distance: null,
    metric: null,
    active: true,
    drops: false,
    paths: paths.map((path) => ({ nextHop: null, interface: 'Gi0/0', nextHopVrf: null, used: true, ...path })),
  };
}

function networkOf(toServer: Plan, toClient: Plan): AnalysisContext {
  const evidence = toServer.map((_, router) => {
    const facts: Fact[] = [routeOf(`${addressOf(router)}/32`, 'local', [{}])];
    for (const [network, plans, owner] of [
      [SERVER_NET, toServer, ROUTERS - 1],
      [CLIENT_NET, toClient, 0],
    ] as const) {
      const next = (plans[router] ?? []).filter((other) => other !== router);
      if (router === owner) facts.push(routeOf(network, 'connected', [{}]));
      else if (next.length > 0)
        facts.push(
          routeOf(
            network,
            'ospf',
            next.map((other) => ({ nextHop: addressOf(other) })),
          ),
        );
    }
    return block('router-route', facts, { observer: `R${router}`, command: 'show ip route' });
  });
  return contextOf({ flow: FLOW, evidence, symptoms: [], fixedAt: null });
}

/** The same question asked the plain way: every path from a router on, until it ends or comes back to where it was. */
function naivePaths(plans: Plan, from: number, owner: number): readonly string[] {
  const walk = (router: number, before: readonly number[]): readonly string[] => {
    const names = [...before, router].map((one) => `R${one}`).join(' → ');
    if (before.includes(router) || router === owner) return [names];
    const next = (plans[router] ?? []).filter((other) => other !== router);
    return next.length === 0 ? [`${names} → nowhere`] : next.flatMap((other) => walk(other, [...before, router]));
  };
  return walk(from, []);
}

describe('a walk through any network of routers', () => {
  it('takes the same ways as following each next hop by hand', () => {
    fc.assert(
      fc.property(plan, plan, (toServer, toClient) => {
        const ways = waysOf(networkOf(toServer, toClient));
        if (ways === null) throw new Error('routers were shown');
        const shown = (paths: typeof ways.forward.paths) => new Set(paths.map(pathText));
        const there = new Set(naivePaths(toServer, 0, ROUTERS - 1));
        const home = new Set(naivePaths(toClient, ROUTERS - 1, 0));

        // At most 32 ways are looked at; they are ways all the same.
        expect([...shown(ways.forward.paths)].filter((path) => !there.has(path))).toEqual([]);
        if (ways.forward.paths.length < 32) expect(shown(ways.forward.paths)).toEqual(there);
        if (ways.back.paths.length < 32) expect(shown(ways.back.paths)).toEqual(home);
      }),
      { numRuns: 300 },
    );
  });

  it('is complete exactly when no way ends early or comes back', () => {
    fc.assert(
      fc.property(plan, plan, (toServer, toClient) => {
        const ways = waysOf(networkOf(toServer, toClient));
        if (ways === null || ways.forward.paths.length >= 32) return;
        const ends = naivePaths(toServer, 0, ROUTERS - 1).map((path) => path.endsWith(`R${ROUTERS - 1}`));

        expect([CLIENT, SERVER]).toEqual([ways.forward.trip.from, ways.forward.trip.to]);
        expect(isComplete(ways.forward)).toBe(ends.every((end) => end));
      }),
    );
  });
});
