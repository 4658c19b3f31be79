import { analyse } from '../../../src/analysis/index.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type {
  AwsAclEntry,
  AwsFlowRecord,
  AwsNetworkAcl,
  AwsNetworkInterface,
  AwsReachability,
  AwsRoute,
  AwsRouteTable,
  AwsSecurityGroup,
  AwsSecurityRule,
} from '../../../src/model/facts.ts';
import type { Finding, FindingCode } from '../../../src/model/finding.ts';
import type { Flow } from '../../../src/model/flow.ts';
import { AT, block } from '../../support/facts.ts';

/** A client and a server in two subnets of one VPC, with an appliance of two interfaces between them. */
export const CLIENT = '10.60.10.21';
export const SERVER = '10.60.20.80';
export const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: CLIENT, port: 51000 },
  server: { address: SERVER, port: 8443 },
};

export function eni(
  id: string,
  subnet: string,
  address: string,
  more: Partial<AwsNetworkInterface> = {},
): AwsNetworkInterface {
  return {
    kind: 'aws-network-interface',
    at: AT,
    id,
    instance: `i-${id.slice(4)}`,
    deviceIndex: 0,
    subnet,
    vpc: 'vpc-1',
    addresses: [address],
    publicAddresses: [],
    sourceDestCheck: true,
    type: 'interface',
    groups: [],
    ...more,
  };
}

export const ENDS = [eni('eni-c', 'subnet-c', CLIENT), eni('eni-s', 'subnet-s', SERVER)] as const;
export const APPLIANCE = [
  eni('eni-fa', 'subnet-fa', '10.60.1.10', { instance: 'i-f', sourceDestCheck: false }),
  eni('eni-fb', 'subnet-fb', '10.60.2.10', { instance: 'i-f', deviceIndex: 1, sourceDestCheck: false }),
] as const;

export function to(destination: string, id: string, more: Partial<AwsRoute> = {}): AwsRoute {
  const kind =
    id === 'local' ? 'local' : id.startsWith('eni-') ? 'interface' : id.startsWith('vpce-') ? 'endpoint' : 'internet';
  return { destination, target: { kind, id }, state: 'active', propagated: false, at: AT, ...more };
}

export const LOCAL = to('10.60.0.0/16', 'local');

export function table(id: string, subnets: readonly string[], ...routes: readonly AwsRoute[]): AwsRouteTable {
  return { kind: 'aws-route-table', at: AT, id, vpc: 'vpc-1', main: false, subnets, gateways: [], routes };
}

export function acl(subnet: string, ...entries: readonly Partial<AwsAclEntry>[]): AwsNetworkAcl {
  const last = [true, false].map((egress) => ({ number: 32_767, egress, allow: false }));
  return {
    kind: 'aws-network-acl',
    at: AT,
    id: `acl-${subnet}`,
    subnets: [subnet],
    entries: [...entries, ...last].map((entry) => ({
      number: 100,
      egress: false,
      allow: true,
      protocol: null,
      prefix: '0.0.0.0/0',
      ports: null,
      at: AT,
      ...entry,
    })),
  };
}

export function group(id: string, ...rules: readonly Partial<AwsSecurityRule>[]): AwsSecurityGroup {
  return {
    kind: 'aws-security-group',
    at: AT,
    id,
    name: null,
    rules: rules.map((rule) => ({
      egress: false,
      protocol: null,
      ports: null,
      prefixes: [],
      groups: [],
      prefixLists: [],
      at: AT,
      ...rule,
    })),
  };
}

export function record(id: string, more: Partial<AwsFlowRecord> = {}): AwsFlowRecord {
  return {
    kind: 'aws-flow-record',
    at: AT,
    interface: id,
    source: CLIENT,
    destination: SERVER,
    sourcePort: 51000,
    destinationPort: 8443,
    protocol: 6,
    packets: 4,
    bytes: 240,
    start: 1_000,
    end: 1_059,
    action: 'accept',
    status: 'ok',
    direction: null,
    ...more,
  };
}

export const REPLY: Partial<AwsFlowRecord> = {
  source: SERVER,
  destination: CLIENT,
  sourcePort: 8443,
  destinationPort: 51000,
};

export const NOTHING: Partial<AwsFlowRecord> = {
  source: null,
  destination: null,
  sourcePort: null,
  destinationPort: null,
  protocol: null,
  packets: null,
  bytes: null,
  action: null,
  status: 'nodata',
};

export function analysis(more: Partial<AwsReachability> = {}): AwsReachability {
  return {
    kind: 'aws-reachability',
    at: AT,
    id: 'nia-1',
    path: null,
    status: 'succeeded',
    found: false,
    source: CLIENT,
    destination: SERVER,
    components: [],
    explanations: [],
    ...more,
  };
}

const KINDS = {
  'aws-network-interface': 'aws-network-interfaces',
  'aws-source-dest-check': 'aws-network-interfaces',
  'aws-route-table': 'aws-route-tables',
  'aws-network-acl': 'aws-network-acls',
  'aws-security-group': 'aws-security-groups',
  'aws-reachability': 'aws-reachability',
  'aws-flow-record': 'aws-flow-log',
} as const;

type VpcFact = Extract<Evidence['facts'][number], { readonly kind: keyof typeof KINDS }>;

/** The evidence of an account: one block for each kind of fact. */
export function shown(facts: readonly VpcFact[], more: Partial<Evidence> = {}): readonly Evidence[] {
  const kinds = [...new Set(facts.map(({ kind }) => kind))];
  return kinds.map((kind) =>
    block(
      KINDS[kind],
      facts.filter((fact) => fact.kind === kind),
      { observer: 'aws', ...more },
    ),
  );
}

export function findingsOf(evidence: readonly Evidence[], flow: Flow | null = FLOW): readonly Finding[] {
  return analyse({ flow, evidence, symptoms: [], fixedAt: null });
}

/** What an account's facts show of a code: reading and values. */
export function told(code: FindingCode, evidence: readonly Evidence[], flow: Flow | null = FLOW): readonly object[] {
  return findingsOf(evidence, flow)
    .filter((finding) => finding.code === code)
    .map(({ reading, values }) => ({ reading, ...values }));
}
