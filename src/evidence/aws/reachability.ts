import type { AwsReachability } from '../../model/facts.ts';
import { describeParser } from './describe.ts';
import { child, flag, objects, text } from './json-fields.ts';
import type { JsonNode, JsonObject } from './json-tree.ts';
import { ANALYSES } from './known-keys.ts';
import { citeNode, type Page } from './page.ts';

/** `aws ec2 describe-network-insights-analyses` (VPC Reachability Analyzer). */
export const awsReachability = describeParser({
  kind: 'aws-reachability',
  operations: ['describe-network-insights-analyses'],
  tops: ['NetworkInsightsAnalyses'],
  shape: ANALYSES,
  factsOf: analysisFact,
});

function analysisFact(page: Page, node: JsonObject): readonly AwsReachability[] {
  const id = text(node, 'NetworkInsightsAnalysisId');
  if (id === null) return [];
  const components = objects(node, 'ForwardPathComponents');
  const header = components.map(headerOf).find((found) => found !== null) ?? null;
  return [
    {
      kind: 'aws-reachability',
      at: citeNode(page, node, ['NetworkInsightsAnalysisId', 'Status', 'NetworkPathFound']),
      id,
      path: text(node, 'NetworkInsightsPathId'),
      status: text(node, 'Status'),
      found: flag(node, 'NetworkPathFound'),
      source: onlyAddress(header, 'SourceAddresses'),
      destination: onlyAddress(header, 'DestinationAddresses'),
      components: components.flatMap((component) => text(child(component, 'Component'), 'Id') ?? []),
      explanations: objects(node, 'Explanations').flatMap((one) => explanationOf(page, one)),
    },
  ];
}

function headerOf(component: JsonObject): JsonNode | null {
  return child(component, 'OutboundHeader') ?? child(component, 'InboundHeader');
}

/** The address of a list that holds one host; a whole network names no host. */
function onlyAddress(header: JsonNode | null, key: string): string | null {
  const list = child(header, key);
  if (list?.kind !== 'array' || list.items.length !== 1) return null;
  const [item] = list.items;
  if (item?.kind !== 'scalar' || typeof item.value !== 'string') return null;
  const [address, length] = item.value.split('/');
  return length === undefined || length === '32' || length === '128' ? (address ?? null) : null;
}

/** In which an explanation names what it speaks of, the most telling first. */
const SUBJECTS = [
  'NetworkInterface',
  'Acl',
  'SecurityGroup',
  'SubnetRouteTable',
  'IngressRouteTable',
  'RouteTable',
  'TransitGatewayRouteTable',
  'Component',
  'Destination',
  'Subnet',
  'Vpc',
] as const;

function explanationOf(page: Page, node: JsonObject): AwsReachability['explanations'] {
  const code = text(node, 'ExplanationCode');
  if (code === null) return [];
  const component = SUBJECTS.flatMap((key) => text(child(node, key), 'Id') ?? [])[0] ?? null;
  return [{ code, component, at: citeNode(page, node, ['ExplanationCode', 'Direction']) }];
}
