import type { AwsRoute } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { observe, present } from '../observation.ts';
import type { VpcFlow } from './ends.ts';
import { type Appliance, applianceOf, tableOfSubnet, type Way, wayTo } from './routes.ts';
import type { Vpc } from './vpc.ts';

/** States whether the two directions are routed through the same appliance, and whether a route of theirs is dead. */
export function routeFindings(vpc: Vpc, flow: VpcFlow | null): readonly Observation[] {
  if (flow === null) return [];
  const there = waysThere(vpc, flow);
  const back = wayBack(vpc, flow);
  const fromClient = there.length === 1 && clientTable(vpc, flow) !== null ? (there[0] ?? null) : null;
  return [
    ...bypass(vpc, flow, there, back),
    ...present([blackhole(vpc, fromClient, 'c2s'), blackhole(vpc, back, 's2c')]),
  ];
}

function clientTable(vpc: Vpc, { client }: VpcFlow): string | null {
  return client.subnet === null ? null : (tableOfSubnet(vpc, client.subnet)?.id ?? null);
}

/** The table of the client's subnet; for a client from outside every table but the server's that leads to an appliance. */
function waysThere(vpc: Vpc, { client, server }: VpcFlow): readonly Way[] {
  const own = client.subnet === null ? null : tableOfSubnet(vpc, client.subnet);
  if (own !== null) return [wayTo(own, server.address)];
  if (client.subnet !== null) return [];
  const servers = server.subnet === null ? null : tableOfSubnet(vpc, server.subnet);
  return [...vpc.tables.values()]
    .map(({ fact }) => fact)
    .filter((table) => table.id !== servers?.id)
    .map((table) => wayTo(table, server.address))
    .filter(({ route }) => applianceOf(vpc, route) !== null)
    .sort((one, other) => (one.table.id < other.table.id ? -1 : 1));
}

function wayBack(vpc: Vpc, { client, server }: VpcFlow): Way | null {
  const table = server.subnet === null ? null : tableOfSubnet(vpc, server.subnet);
  return table === null ? null : wayTo(table, client.address);
}

function bypass(vpc: Vpc, flow: VpcFlow, there: readonly Way[], back: Way | null): readonly Observation[] {
  // Neighbours in one subnet speak to each other without any route.
  if (flow.client.subnet !== null && flow.client.subnet === flow.server.subnet) return [];
  const returned = back === null ? null : applianceOf(vpc, back.route);
  const outward = there.flatMap((way) => {
    const appliance = applianceOf(vpc, way.route);
    return appliance === null ? [] : [{ way, appliance }];
  });
  const [first] = outward;
  if (first !== undefined) {
    const appliances = outward.map(({ appliance }) => appliance);
    const [reading, how] = back === null ? (['could-not-tell', null] as const) : compared(appliances, returned, back);
    return [
      observe('aws.return-route-bypasses-appliance', reading, {
        observers: [vpc.observer],
        direction: 's2c',
        values: {
          forward: first.way.table.id,
          return: back?.table.id ?? null,
          appliance: first.appliance.target,
          via: back === null ? null : targetName(back.route),
          how,
        },
        citations: [first.way.route?.at ?? null, back?.route?.at ?? back?.table.at ?? null],
      }),
    ];
  }
  const [direct] = there;
  if (returned === null || direct === undefined || back === null) return [];
  return [
    observe('aws.forward-route-bypasses-appliance', direct.certain ? 'seen' : 'could-not-tell', {
      observers: [vpc.observer],
      direction: 'c2s',
      values: {
        forward: direct.table.id,
        return: back.table.id,
        appliance: returned.target,
        via: targetName(direct.route),
      },
      citations: [direct.route?.at ?? direct.table.at, back.route?.at ?? null],
    }),
  ];
}

type Compared = readonly [FindingReading, 'around' | 'other-appliance' | null];

function compared(outward: readonly Appliance[], returned: Appliance | null, back: Way): Compared {
  if (!back.certain) return ['could-not-tell', null];
  if (returned === null) return ['seen', 'around'];
  const same = outward.filter(({ id }) => id === returned.id);
  if (same.length > 0) return outward.length === same.length ? ['not-seen', null] : ['could-not-tell', null];
  return [...outward, returned].every(({ known }) => known) ? ['seen', 'other-appliance'] : ['could-not-tell', null];
}

function targetName(route: AwsRoute | null): string {
  if (route === null) return 'nowhere';
  if (route.target?.kind === 'local') return 'its destination inside the VPC';
  return route.target?.id ?? 'an unknown target';
}

function blackhole(vpc: Vpc, way: Way | null, direction: Direction): Observation | null {
  const route = way?.route ?? null;
  if (way === null || route === null || !way.certain) return null;
  const reading = route.state === null ? 'could-not-tell' : route.state === 'blackhole' ? 'seen' : 'not-seen';
  return observe('aws.blackhole-route', reading, {
    observers: [vpc.observer],
    direction,
    values: { table: way.table.id, destination: route.destination, target: route.target?.id ?? null },
    citations: [route.at],
  });
}
