import type { AwsRoute, AwsRouteTable, AwsSubnet, AwsTargetKind } from '../../model/facts.ts';
import { describeParser } from './describe.ts';
import { flag, objects, text, texts } from './json-fields.ts';
import type { JsonObject } from './json-tree.ts';
import { ROUTE_TABLES, SUBNETS } from './known-keys.ts';
import { citeNode, type Page } from './page.ts';

/** `aws ec2 describe-route-tables`. */
export const awsRouteTables = describeParser({
  kind: 'aws-route-tables',
  operations: ['describe-route-tables'],
  tops: ['RouteTables'],
  shape: ROUTE_TABLES,
  factsOf: tableFact,
});

/** `aws ec2 describe-subnets`. */
export const awsSubnets = describeParser({
  kind: 'aws-subnets',
  operations: ['describe-subnets'],
  tops: ['Subnets'],
  shape: SUBNETS,
  factsOf: subnetFact,
});

function tableFact(page: Page, node: JsonObject): readonly AwsRouteTable[] {
  const id = text(node, 'RouteTableId');
  if (id === null) return [];
  return [
    {
      kind: 'aws-route-table',
      at: citeNode(page, node, ['RouteTableId']),
      id,
      vpc: text(node, 'VpcId'),
      main: objects(node, 'Associations').some((association) => flag(association, 'Main') === true),
      subnets: texts(node, 'Associations', 'SubnetId'),
      gateways: texts(node, 'Associations', 'GatewayId'),
      routes: objects(node, 'Routes').flatMap((route) => routeOf(page, route)),
    },
  ];
}

const DESTINATIONS = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'] as const;

/** A route to an instance names its network interface as well; the interface is what packets are handed to. */
const TARGETS: readonly (readonly [string, AwsTargetKind])[] = [
  ['NetworkInterfaceId', 'interface'],
  ['InstanceId', 'interface'],
  ['NatGatewayId', 'nat'],
  ['TransitGatewayId', 'transit'],
  ['VpcPeeringConnectionId', 'peering'],
  ['EgressOnlyInternetGatewayId', 'internet'],
  ['CarrierGatewayId', 'internet'],
  ['LocalGatewayId', 'other'],
  ['CoreNetworkArn', 'other'],
  ['OdbNetworkArn', 'other'],
  ['GatewayId', 'other'],
];

function routeOf(page: Page, node: JsonObject): readonly AwsRoute[] {
  const destination = DESTINATIONS.flatMap((key) => text(node, key) ?? [])[0];
  if (destination === undefined) return [];
  const [key, kind] = TARGETS.find(([name]) => text(node, name) !== null) ?? [null, null];
  const id = key === null ? null : text(node, key);
  const state = text(node, 'State');
  const origin = text(node, 'Origin');
  return [
    {
      destination,
      target: id === null || kind === null ? null : { kind: key === 'GatewayId' ? gatewayKind(id) : kind, id },
      state: state === 'active' || state === 'blackhole' ? state : null,
      propagated: origin === null ? null : origin === 'EnableVgwRoutePropagation',
      at: citeNode(page, node, [...DESTINATIONS, ...(key === null || /Arn$/.test(key) ? [] : [key]), 'State']),
    },
  ];
}

/** `GatewayId` holds several kinds of gateways, told apart by the beginning of their ids. */
function gatewayKind(id: string): AwsTargetKind {
  if (id === 'local') return 'local';
  if (id.startsWith('vpce-')) return 'endpoint';
  return id.startsWith('igw-') ? 'internet' : 'other';
}

function subnetFact(page: Page, node: JsonObject): readonly AwsSubnet[] {
  const id = text(node, 'SubnetId');
  if (id === null) return [];
  const prefix = text(node, 'CidrBlock');
  return [
    {
      kind: 'aws-subnet',
      at: citeNode(page, node, ['SubnetId', 'CidrBlock']),
      id,
      vpc: text(node, 'VpcId'),
      prefixes: [...(prefix === null ? [] : [prefix]), ...texts(node, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock')],
      zone: text(node, 'AvailabilityZone'),
    },
  ];
}
