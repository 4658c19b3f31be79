import type { Evidence } from '../../model/evidence.ts';
import type {
  AwsFlowRecord,
  AwsNetworkAcl,
  AwsNetworkInterface,
  AwsReachability,
  AwsRouteTable,
  AwsSecurityGroup,
  AwsSubnet,
  Fact,
} from '../../model/facts.ts';
import { longestMatches, sameAddress } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import type { Placed } from '../look.ts';

/** All that one account has shown, the newest reading of each thing. */
export interface Vpc {
  readonly observer: string;
  readonly interfaces: ReadonlyMap<string, AwsNetworkInterface>;
  readonly tables: ReadonlyMap<string, Placed<AwsRouteTable>>;
  readonly subnets: ReadonlyMap<string, AwsSubnet>;
  readonly acls: ReadonlyMap<string, AwsNetworkAcl>;
  readonly groups: ReadonlyMap<string, AwsSecurityGroup>;
  readonly analyses: readonly AwsReachability[];
  readonly records: readonly Placed<AwsFlowRecord>[];
}

/** The account's network as one observer has shown it. */
export function vpcOf(view: ObserverView): Vpc {
  return {
    observer: view.name,
    interfaces: interfacesOf(view),
    tables: new Map(inTimeOrder(factsOf(view, 'aws-route-table')).map((placed) => [placed.fact.id, placed])),
    subnets: newest(factsOf(view, 'aws-subnet')),
    acls: newest(factsOf(view, 'aws-network-acl')),
    groups: newest(factsOf(view, 'aws-security-group')),
    analyses: [...newest(factsOf(view, 'aws-reachability')).values()],
    records: factsOf(view, 'aws-flow-record'),
  };
}

function newest<F extends Fact & { readonly id: string }>(facts: readonly Placed<F>[]): ReadonlyMap<string, F> {
  return new Map(inTimeOrder(facts).map(({ fact }) => [fact.id, fact]));
}

/** The check may be read by itself, of the interface or of the instance (whose primary interface it is then). */
function interfacesOf(view: ObserverView): ReadonlyMap<string, AwsNetworkInterface> {
  const found = new Map<string, AwsNetworkInterface>();
  const readings = inTimeOrder([
    ...factsOf(view, 'aws-network-interface'),
    ...factsOf(view, 'aws-source-dest-check'),
  ] as const);
  for (const { fact } of readings) {
    if (fact.kind === 'aws-network-interface') found.set(fact.id, fact);
  }
  for (const { fact } of readings) {
    const known = fact.kind === 'aws-source-dest-check' ? ownerOf(found, fact.resource) : null;
    if (fact.kind === 'aws-source-dest-check' && known !== null) {
      found.set(known.id, { ...known, sourceDestCheck: fact.enabled, at: fact.at });
    }
  }
  return found;
}

function ownerOf(found: ReadonlyMap<string, AwsNetworkInterface>, resource: string): AwsNetworkInterface | null {
  const primary = [...found.values()].find(({ instance, deviceIndex }) => instance === resource && deviceIndex === 0);
  return found.get(resource) ?? primary ?? null;
}

/** The interface that holds an address, null when none is known to. */
export function interfaceWith(vpc: Vpc, address: string): AwsNetworkInterface | null {
  const owns = (one: AwsNetworkInterface): boolean =>
    [...one.addresses, ...one.publicAddresses].some((own) => sameAddress(own, address));
  return [...vpc.interfaces.values()].find(owns) ?? null;
}

/** The subnet that an address is in: that of its interface, else the narrowest one that covers it. */
export function subnetWith(vpc: Vpc, address: string): string | null {
  const own = interfaceWith(vpc, address)?.subnet;
  if (own != null) return own;
  const rows = [...vpc.subnets.values()].flatMap(({ id, prefixes }) => prefixes.map((prefix) => ({ id, prefix })));
  const matches = new Set(longestMatches(rows, address).map(({ id }) => id));
  // Networks of two VPCs may overlap.
  return matches.size === 1 ? ([...matches][0] ?? null) : null;
}

/** True when the command asked for everything, or is not known to have asked for less. */
export function askedForAll({ command, parsed }: Evidence): boolean {
  return parsed === 'whole' && !/\s(?:--filters?\b|--filter-pattern\b|--\S+-ids?\b|\|)/.test(command ?? '');
}
