import type { Citation } from '../../model/evidence.ts';

/**
 * What a route does with a packet (ip-route(8), "Route types"). `unreachable`, `blackhole` and `prohibit` refuse it,
 * `throw` ends the search in its table as if it had no route.
 */
export type RouteType =
  | 'unicast'
  | 'local'
  | 'broadcast'
  | 'anycast'
  | 'multicast'
  | 'unreachable'
  | 'blackhole'
  | 'prohibit'
  | 'throw';

/** One way of a route. `dead` and `linkdown` are the flags that `ip route` prints. */
export interface KernelNextHop {
  readonly gateway: string | null;
  readonly device: string | null;
  readonly dead: boolean;
  readonly linkdown: boolean;
}

/** A route as `ip route show` prints it. `scope` is the kernel's number: 0 global, 200 site, 253 link, 254 host. */
export interface KernelRoute {
  readonly type: RouteType;
  /** With its length, also for a host (`192.0.2.1/32`) and for the default route (`0.0.0.0/0`). */
  readonly prefix: string;
  readonly tos: number;
  readonly metric: number;
  readonly scope: number;
  /** The preferred source (`src`), null when the kernel chooses. */
  readonly source: string | null;
  readonly nextHops: readonly KernelNextHop[];
  /** True for what the kernel made by itself for an address (`proto kernel`). */
  readonly automatic: boolean;
  readonly at: Citation | null;
}

/** What a rule does with a packet that it selects. */
export type RuleAction =
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'l3mdev' }
  | { readonly kind: 'goto'; readonly target: number }
  | { readonly kind: 'nop' }
  | { readonly kind: 'unreachable' | 'prohibit' | 'blackhole' };

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A rule of `ip rule`. A selector that is null selects everything. */
export interface KernelRule {
  readonly priority: number;
  /** `not`: the rule selects what its selectors do not. */
  readonly inverted: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly iif: string | null;
  readonly oif: string | null;
  readonly mark: { readonly value: number; readonly mask: number } | null;
  /** `tos` compares the low three bits of the DSCP only, `dscp` all six. */
  readonly tos: number | null;
  readonly dscp: number | null;
  readonly protocol: number | null;
  readonly sourcePorts: Range | null;
  readonly destinationPorts: Range | null;
  readonly users: Range | null;
  readonly action: RuleAction;
  readonly suppressPrefixLength: number | null;
  /** True for selectors or suppressors that the model does not know: whether the rule acts is then open. */
  readonly beyond: boolean;
  readonly at: Citation | null;
}

/** An address of an interface, in the order in which the kernel lists them. */
export interface KernelAddress {
  readonly address: string;
  readonly length: number;
  readonly scope: number;
  readonly secondary: boolean;
}

export interface KernelInterface {
  readonly name: string;
  readonly addresses: readonly KernelAddress[];
  /** The VRF that it is enslaved to, and the table of a VRF itself. */
  readonly master: string | null;
  readonly vrfTable: string | null;
}

/** Per-interface settings under `net.ipv4.conf` that take part in the choice. */
export type SettingName =
  | 'rp_filter'
  | 'src_valid_mark'
  | 'accept_local'
  | 'route_localnet'
  | 'forwarding'
  | 'send_redirects'
  | 'ignore_routes_with_linkdown'
  | 'log_martians'
  | 'arp_ignore'
  | 'arp_announce'
  | 'arp_filter';

/** What one host has shown of one address family. What was not shown is null, a table that was not shown is missing. */
export interface Kernel {
  readonly family: 4 | 6;
  /** In the order of their priorities, equal ones in the order in which they are listed. */
  readonly rules: readonly KernelRule[] | null;
  /** Whether anybody ever changed the rules, which no listing shows when they are as they were; null when not known. */
  readonly rulesTouched: boolean | null;
  /** Rows of each table in the order in which they are listed: of equal routes the first one wins. */
  readonly tables: ReadonlyMap<string, readonly KernelRoute[]>;
  /** True when all tables were shown: one that is not there is then empty. */
  readonly allTables: boolean;
  /** In the order of their indexes; null when they were not shown. */
  readonly interfaces: readonly KernelInterface[] | null;
  /** True when all interfaces were shown, and not those alone that have an address of one family. */
  readonly allInterfaces: boolean;
  /** The value of `conf/<device>/<name>`; `all` is a device too. */
  setting(name: SettingName, device: string): number | null;
}

/**
 * A packet as the kernel looks it up. `source` null: the socket has no address yet. `iif` is `lo` for packets made by
 * the host itself. `protocol` and ports are 0 when the packet has none; null when they are not known.
 */
export interface Packet {
  readonly source: string | null;
  readonly destination: string;
  readonly iif: string;
  readonly oif: string | null;
  readonly mark: number | null;
  /** The whole byte. */
  readonly tos: number;
  readonly protocol: number | null;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly user: number | null;
}

/** Interfaces of `iif` and `oif` when the packet is of the host itself. */
export const LOOPBACK = 'lo';
