import type { At } from './at.ts';

/** The family of router software that printed an output; IOS stands for IOS-XE as well. */
export type RouterPlatform = 'ios' | 'ios-xr' | 'nx-os' | 'eos' | 'junos' | 'frr';

/** Where a router has a route from. `local` is an address of its own. */
export type RouterProtocol =
  | 'connected'
  | 'local'
  | 'static'
  | 'rip'
  | 'eigrp'
  | 'ospf'
  | 'isis'
  | 'bgp'
  | 'kernel'
  | 'other';

/** One way out of a route. */
export interface RouterPath {
  /** The next router; null when the destination is on the interface's own network, or when packets are dropped. */
  readonly nextHop: string | null;
  readonly interface: string | null;
  /** The VRF that goes on with the packet, when the output names another one; `default` is the global table. */
  readonly nextHopVrf: string | null;
  /** False for a path in reserve: not the best, a backup, not in the forwarding table. */
  readonly used: boolean;
}

/** One prefix of a router's table with all the paths of its equal-cost set. */
export interface RouterRoute extends At {
  readonly kind: 'router-route';
  readonly platform: RouterPlatform | null;
  /** `rib` is what the routing process chose, `fib` what packets are forwarded by. */
  readonly table: 'rib' | 'fib';
  /** Null for a table that names no VRF: the global one. */
  readonly vrf: string | null;
  readonly prefix: string;
  readonly protocol: RouterProtocol;
  readonly distance: number | null;
  readonly metric: number | null;
  /** False for a route that lost against another one for the same prefix. */
  readonly active: boolean;
  /** True for a route to nowhere: Null0, discard, reject, blackhole. */
  readonly drops: boolean;
  readonly paths: readonly RouterPath[];
}

/** The router was asked for a destination and has no route to it. */
export interface RouterNoRoute extends At {
  readonly kind: 'router-no-route';
  readonly platform: RouterPlatform | null;
  readonly vrf: string | null;
  readonly destination: string;
}

/**
 * How a router spreads packets over equal paths. `said` is the device's own word: on today's Junos `per-packet`
 * means per flow, so `mode` is `per-flow` there.
 */
export interface LoadSharing extends At {
  readonly kind: 'load-sharing';
  readonly platform: RouterPlatform | null;
  readonly mode: 'per-packet' | 'per-flow';
  readonly said: string;
  /** The interface or the prefix that it holds for; both null for the whole device. */
  readonly interface: string | null;
  readonly prefix: string | null;
}

/** Which of its equal paths a router takes for one pair of addresses. */
export interface ExactRoute extends At {
  readonly kind: 'exact-route';
  readonly platform: RouterPlatform | null;
  readonly vrf: string | null;
  readonly source: string;
  readonly destination: string;
  readonly nextHop: string | null;
  readonly interface: string | null;
}
