import type { AwsNetworkInterface } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import { covers } from '../address.ts';
import { observe, readingOf } from '../observation.ts';
import type { VpcFlow } from './ends.ts';
import { forwarders } from './routes.ts';
import type { Vpc } from './vpc.ts';

/**
 * States for each interface that must pass packets of others whether its source/destination check is on, and for each
 * instance of the flow whether two of its interfaces are in one subnet.
 */
export function interfaceFindings(vpc: Vpc, flow: VpcFlow | null): readonly Observation[] {
  const pairs = pairsInOneSubnet(vpc, flow);
  return [...decisive(forwardingChecks(vpc, flow)), ...pairs.flatMap((pair) => pairFindings(vpc, pair))];
}

/** One check that is on breaks the way, whatever the others are: only without one do those that are off tell anything. */
function decisive(checks: readonly Observation[]): readonly Observation[] {
  const on = checks.filter(({ reading }) => reading === 'seen');
  return on.length > 0 ? on : checks;
}

function forwardingChecks(vpc: Vpc, flow: VpcFlow | null): readonly Observation[] {
  const findings: Observation[] = [];
  for (const [id, uses] of forwarders(vpc)) {
    const use = uses.find(({ route }) => flow === null || isOnTheWay(route.destination, flow));
    if (use === undefined) continue;
    const known = vpc.interfaces.get(id);
    findings.push(
      observe('aws.source-dest-check-on', readingOf(known?.sourceDestCheck ?? null), {
        observers: [vpc.observer],
        values: {
          eni: id,
          instance: known?.instance ?? null,
          forwards: true,
          why: `${use.table.id} sends ${use.route.destination} to it`,
        },
        citations: [known?.at ?? null, use.route.at],
      }),
    );
  }
  return findings;
}

function isOnTheWay(prefix: string, { client, server }: VpcFlow): boolean {
  return [...client.addresses, ...server.addresses].some((address) => covers(prefix, address));
}

/** The interfaces of an instance in one subnet: two or more of them, or one in each subnet. */
interface Pair {
  readonly instance: string;
  readonly members: readonly AwsNetworkInterface[];
  readonly same: readonly AwsNetworkInterface[];
}

function pairsInOneSubnet(vpc: Vpc, flow: VpcFlow | null): readonly Pair[] {
  const byInstance = new Map<string, AwsNetworkInterface[]>();
  for (const one of vpc.interfaces.values()) {
    if (one.instance !== null) byInstance.set(one.instance, [...(byInstance.get(one.instance) ?? []), one]);
  }
  const wanted = [flow?.client.interface?.instance, flow?.server.interface?.instance];
  return [...byInstance]
    .filter(([instance]) => flow === null || wanted.includes(instance))
    .filter(([, members]) => members.length > 1)
    .map(([instance, all]) => {
      const members = [...all].sort((one, other) => (one.id < other.id ? -1 : 1));
      const same = members.filter(
        ({ subnet }) => subnet !== null && members.filter((m) => m.subnet === subnet).length > 1,
      );
      return { instance, members, same };
    });
}

function pairFindings(vpc: Vpc, { instance, members, same }: Pair): readonly Observation[] {
  const known = members.every(({ subnet }) => subnet !== null);
  const [first, second] = same;
  const reading = same.length > 0 ? true : known ? false : null;
  const pair = observe('aws.two-interfaces-one-subnet', readingOf(reading), {
    observers: [vpc.observer],
    values: { instance, subnet: first?.subnet ?? null, first: first?.id ?? null, second: second?.id ?? null },
    citations: (same.length > 0 ? same : members).map(({ at }) => at),
  });
  const routed = forwarders(vpc);
  const checks = same
    .filter(({ id }) => !routed.has(id))
    .map((one) =>
      observe('aws.source-dest-check-on', readingOf(one.sourceDestCheck), {
        observers: [vpc.observer],
        values: {
          eni: one.id,
          instance,
          forwards: false,
          why: 'its instance has another interface in the same subnet, whose replies may leave by this one',
        },
        citations: [one.at],
      }),
    );
  return [pair, ...checks];
}
