import type { Citation } from '../evidence.ts';
import type { At } from './at.ts';

/** `aws ec2 describe-instances`: one instance. Its network interfaces are facts of their own. */
export interface AwsInstance extends At {
  readonly kind: 'aws-instance';
  readonly id: string;
  /** The tag `Name`. */
  readonly name: string | null;
  readonly state: string | null;
  /** The check of the primary network interface, which the instance repeats. */
  readonly sourceDestCheck: boolean | null;
}

/** A network interface, from `describe-network-interfaces` or as part of an instance in `describe-instances`. */
export interface AwsNetworkInterface extends At {
  readonly kind: 'aws-network-interface';
  readonly id: string;
  /** The instance that it is attached to; null when it is attached to none, or to something that is no instance. */
  readonly instance: string | null;
  /** 0 is the primary interface. */
  readonly deviceIndex: number | null;
  readonly subnet: string | null;
  readonly vpc: string | null;
  /** Private IPv4 and IPv6 addresses, the primary one first. */
  readonly addresses: readonly string[];
  readonly publicAddresses: readonly string[];
  /** True: what the interface sends or receives is dropped unless it is itself the source or the destination. */
  readonly sourceDestCheck: boolean | null;
  /** `interface`, `gateway_load_balancer_endpoint`, `nat_gateway`, … */
  readonly type: string | null;
  readonly groups: readonly string[];
}

/** A value of one attribute: `describe-instance-attribute` or `describe-network-interface-attribute` of the check. */
export interface AwsSourceDestCheck extends At {
  readonly kind: 'aws-source-dest-check';
  /** `i-…` or `eni-…`. */
  readonly resource: string;
  readonly enabled: boolean;
}

/** What a route of a VPC leads to. `local` is the VPC itself; `endpoint` a Gateway Load Balancer or firewall endpoint. */
export type AwsTargetKind = 'local' | 'interface' | 'endpoint' | 'internet' | 'nat' | 'peering' | 'transit' | 'other';

export interface AwsRoute {
  /** A prefix, or the id of a prefix list (`pl-…`), whose content is not shown. */
  readonly destination: string;
  readonly target: { readonly kind: AwsTargetKind; readonly id: string } | null;
  readonly state: 'active' | 'blackhole' | null;
  readonly propagated: boolean | null;
  readonly at: Citation;
}

/** `describe-route-tables`: one table. */
export interface AwsRouteTable extends At {
  readonly kind: 'aws-route-table';
  readonly id: string;
  readonly vpc: string | null;
  /** The table of every subnet of the VPC that has none of its own. */
  readonly main: boolean;
  readonly subnets: readonly string[];
  /** Gateways whose incoming packets it routes (edge association). */
  readonly gateways: readonly string[];
  readonly routes: readonly AwsRoute[];
}

export interface AwsSubnet extends At {
  readonly kind: 'aws-subnet';
  readonly id: string;
  readonly vpc: string | null;
  /** IPv4 first. */
  readonly prefixes: readonly string[];
  readonly zone: string | null;
}

export interface AwsAclEntry {
  /** Entries are tried by ascending number; 32767 is the last one, which denies. */
  readonly number: number;
  readonly egress: boolean;
  readonly allow: boolean;
  /** IP protocol number; null is all of them. */
  readonly protocol: number | null;
  readonly prefix: string;
  /** Destination ports, both ends included; null is all of them. */
  readonly ports: readonly [number, number] | null;
  readonly at: Citation;
}

/** `describe-network-acls`: one stateless list. It looks at packets that enter or leave its subnets. */
export interface AwsNetworkAcl extends At {
  readonly kind: 'aws-network-acl';
  readonly id: string;
  readonly subnets: readonly string[];
  readonly entries: readonly AwsAclEntry[];
}

export interface AwsSecurityRule {
  readonly egress: boolean;
  /** IP protocol number; null is all of them. */
  readonly protocol: number | null;
  /** Destination ports, both ends included; null is all of them. */
  readonly ports: readonly [number, number] | null;
  readonly prefixes: readonly string[];
  /** Security groups whose members are meant. */
  readonly groups: readonly string[];
  /** Prefix lists, whose content is not shown. */
  readonly prefixLists: readonly string[];
  readonly at: Citation;
}

/** `describe-security-groups`: one group. It is stateful, and it only admits. */
export interface AwsSecurityGroup extends At {
  readonly kind: 'aws-security-group';
  readonly id: string;
  readonly name: string | null;
  readonly rules: readonly AwsSecurityRule[];
}

/** `describe-network-insights-analyses`: what Reachability Analyzer concluded from the configuration. No packet is sent. */
export interface AwsReachability extends At {
  readonly kind: 'aws-reachability';
  readonly id: string;
  readonly path: string | null;
  readonly status: string | null;
  /** Null while it runs or when it failed. */
  readonly found: boolean | null;
  /** The packet that it followed, as the first component sent it. */
  readonly source: string | null;
  readonly destination: string | null;
  /** The components of the way there, in their order, as far as it found one. */
  readonly components: readonly string[];
  /** Why there is no way: the code of the explanation and the component that it names. */
  readonly explanations: readonly {
    readonly code: string;
    readonly component: string | null;
    readonly at: Citation;
  }[];
}

/**
 * One line of a VPC flow log: packets of one direction at one network interface in one window of time.
 * Addresses, ports and amounts are null in a window without traffic (`NODATA`) or without a record (`SKIPDATA`).
 */
export interface AwsFlowRecord extends At {
  readonly kind: 'aws-flow-record';
  readonly interface: string;
  /** `pkt-srcaddr` and `pkt-dstaddr` where they are logged: the ends of the packet; else the ends as the interface saw them. */
  readonly source: string | null;
  readonly destination: string | null;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  /** IP protocol number. */
  readonly protocol: number | null;
  readonly packets: number | null;
  readonly bytes: number | null;
  /** Seconds since 1970. */
  readonly start: number | null;
  readonly end: number | null;
  readonly action: 'accept' | 'reject' | null;
  readonly status: 'ok' | 'nodata' | 'skipdata' | null;
  /** Seen from the interface, where it is logged. */
  readonly direction: 'ingress' | 'egress' | null;
}
