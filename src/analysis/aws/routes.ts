import type { AwsNetworkInterface, AwsRoute, AwsRouteTable } from '../../model/facts.ts';
import { covers, longestMatches } from '../address.ts';
import { askedForAll, type Vpc } from './vpc.ts';

/** What a route table does with packets for an address. */
export interface Way {
  readonly table: AwsRouteTable;
  /** Null when no route covers the address: such packets are dropped. */
  readonly route: AwsRoute | null;
  /** False when a prefix list, whose content is not shown, might cover the address by a longer prefix. */
  readonly certain: boolean;
}

/** The table that packets sent from a subnet follow: its own, else the main one of its VPC; null when it is not shown. */
export function tableOfSubnet(vpc: Vpc, subnet: string): AwsRouteTable | null {
  const tables = [...vpc.tables.values()];
  const own = tables.find(({ fact }) => fact.subnets.includes(subnet));
  if (own !== undefined) return own.fact;
  const home = vpcOfSubnet(vpc, subnet);
  const main = tables.find(({ fact }) => fact.main && home !== null && fact.vpc === home);
  // Only a listing of all tables shows that the subnet has none of its own.
  return main !== undefined && askedForAll(main.evidence) ? main.fact : null;
}

function vpcOfSubnet(vpc: Vpc, subnet: string): string | null {
  const member = [...vpc.interfaces.values()].find((one) => one.subnet === subnet);
  return vpc.subnets.get(subnet)?.vpc ?? member?.vpc ?? null;
}

/**
 * The longest prefix wins; of equal ones a static route wins over a propagated one, and nothing propagated wins over
 * the VPC's own addresses (Amazon VPC User Guide, route priority).
 */
export function wayTo(table: AwsRouteTable, address: string): Way {
  const rows = table.routes.map((route) => ({ prefix: route.destination, route }));
  const local = rows.some(({ prefix, route }) => route.target?.kind === 'local' && covers(prefix, address));
  const open = rows.filter(({ route }) => !(local && route.propagated === true));
  const best = longestMatches(open, address);
  const fixed = best.find(({ route }) => route.propagated !== true) ?? best[0];
  // Gateway endpoints (S3, DynamoDB) have prefix lists of public addresses of AWS.
  const hidden = rows.some(({ prefix, route }) => prefix.startsWith('pl-') && route.target?.kind !== 'endpoint');
  return { table, route: fixed?.route ?? null, certain: !hidden };
}

/** Something in the path that packets are handed to: an instance, or an endpoint of one. */
export interface Appliance {
  /** The instance when it is known, else the network interface or the endpoint. */
  readonly id: string;
  readonly target: string;
  /** False for an interface whose instance is not known: another interface may be the same appliance. */
  readonly known: boolean;
}

/** The appliance that a route leads to; null when it leads to none. */
export function applianceOf(vpc: Vpc, route: AwsRoute | null): Appliance | null {
  const target = route?.target ?? null;
  if (target === null) return null;
  if (target.kind === 'endpoint') return { id: target.id, target: target.id, known: true };
  if (target.kind !== 'interface') return null;
  const instance = target.id.startsWith('i-') ? target.id : (vpc.interfaces.get(target.id)?.instance ?? null);
  return { id: instance ?? target.id, target: target.id, known: instance !== null };
}

/** The interfaces to which some shown route hands packets, each with the route and its table. */
export function forwarders(vpc: Vpc): ReadonlyMap<string, readonly { table: AwsRouteTable; route: AwsRoute }[]> {
  const found = new Map<string, { table: AwsRouteTable; route: AwsRoute }[]>();
  for (const { fact: table } of vpc.tables.values()) {
    for (const route of table.routes) {
      if (route.target?.kind !== 'interface') continue;
      const id = primaryOf(vpc, route.target.id)?.id ?? route.target.id;
      found.set(id, [...(found.get(id) ?? []), { table, route }]);
    }
  }
  return found;
}

function primaryOf(vpc: Vpc, id: string): AwsNetworkInterface | null {
  const isPrimary = (one: AwsNetworkInterface): boolean => one.instance === id && one.deviceIndex === 0;
  return [...vpc.interfaces.values()].find(isPrimary) ?? null;
}
