import type { Citation } from '../evidence.ts';
import type { At } from './at.ts';
import type { IpFamily } from './linux.ts';

/** An address of a host's interface. Without a prefix length the kernel prints none: it is then 32 or 128 here. */
export interface HostAddress {
  readonly family: IpFamily;
  readonly address: string;
  readonly prefixLength: number;
  /** The other end of a point-to-point address, with its prefix length as printed. */
  readonly peer: string | null;
  /** `global`, `link`, `host`, `site` or a number; null when not shown (brief form). */
  readonly scope: string | null;
  /** `secondary`, `dynamic`, `noprefixroute`, `deprecated`, `tentative`, `dadfailed`, `temporary`, … */
  readonly flags: readonly string[];
  readonly at: Citation;
}

/** One interface of `ip addr` or `ip link`. */
export interface HostInterface extends At {
  readonly kind: 'host-interface';
  readonly name: string;
  readonly index: number | null;
  /** What stands behind `@`: the parent of a VLAN, the peer of a veth. */
  readonly parent: string | null;
  /** The flags in `<…>`; null when not shown (`ip -br addr`). */
  readonly flags: readonly string[] | null;
  /** Set up by the administrator (flag UP). */
  readonly up: boolean | null;
  /** The link is there: LOWER_UP, and not NO-CARRIER. */
  readonly carrier: boolean | null;
  /** The operational state: UP, DOWN, UNKNOWN, LOWERLAYERDOWN, … */
  readonly state: string | null;
  readonly mtu: number | null;
  /** The bridge, bond or VRF that it belongs to. */
  readonly master: string | null;
  /** `ether`, `loopback`, `none`, … */
  readonly linkType: string | null;
  readonly mac: string | null;
  /** `vlan`, `veth`, `vrf`, `bond`, … with `-d` only. */
  readonly deviceKind: string | null;
  /** The table of a VRF device, with `-d` only. */
  readonly vrfTable: string | null;
  /** Null when the command does not show addresses (`ip link`). */
  readonly addresses: readonly HostAddress[] | null;
}

/** A firewall mark under a mask: it matches when `mark & mask === value`. */
export interface Mark {
  readonly value: number;
  readonly mask: number;
}

export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** What a rule does with a packet that it matches. */
export type RuleAction =
  | { readonly kind: 'lookup'; readonly table: string }
  /** The table of the VRF that the packet belongs to. */
  | { readonly kind: 'l3mdev' }
  /** `priority` is null for a `goto` whose target does not exist (the kernel skips it). */
  | { readonly kind: 'goto'; readonly priority: number | null }
  | { readonly kind: 'nop' }
  | { readonly kind: 'blackhole' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'prohibit' };

/** Everything by which the kernel selects in a routing rule. Null means that the rule does not ask for it. */
export interface RuleSelector {
  /** `not`: the rule matches when the rest does not. */
  readonly inverted: boolean;
  /** With prefix length; null is `all`. */
  readonly from: string | null;
  readonly to: string | null;
  readonly iif: string | null;
  readonly oif: string | null;
  readonly fwmark: Mark | null;
  /** The TOS byte (`tos` and `dsfield` are the same). */
  readonly tos: number | null;
  /** The number, or the name that was printed when it is none of the well-known ones. */
  readonly ipProtocol: number | string | null;
  readonly sourcePort: NumberRange | null;
  readonly destinationPort: NumberRange | null;
  readonly uidRange: NumberRange | null;
  readonly l3mdev: boolean;
  readonly tunnelId: number | null;
  /** A route found in the table is refused when its prefix is this short or shorter. */
  readonly suppressPrefixLength: number | null;
  readonly suppressIfGroup: string | null;
}

/** One routing rule of the kernel, `ip rule`. Tables 253, 254, 255 are named `default`, `main`, `local`. */
export interface HostRule extends At, RuleSelector {
  readonly kind: 'host-rule';
  /** Null when neither the command nor an address in the listing tells. */
  readonly family: IpFamily | null;
  readonly priority: number;
  readonly action: RuleAction;
  /** Who made it: `kernel`, `static`, `dhcp`, … when shown. */
  readonly protocol: string | null;
}

export type RouteType =
  | 'unicast'
  | 'local'
  | 'broadcast'
  | 'multicast'
  | 'anycast'
  | 'blackhole'
  | 'unreachable'
  | 'prohibit'
  | 'throw';

/** One way of a route. `via` may be of the other family (an IPv6 next hop of an IPv4 route). */
export interface RouteNextHop {
  readonly via: string | null;
  readonly device: string | null;
  readonly weight: number;
  readonly onlink: boolean;
  /** The carrier of its device is gone; it still forwards unless `ignore_routes_with_linkdown`. */
  readonly linkdown: boolean;
  /** The kernel does not use it. */
  readonly dead: boolean;
  /** As printed: `mpls 100`, `ip id 7 …`; null for none. */
  readonly encapsulation: string | null;
}

/** What a route says, running or configured. */
export interface RouteFields {
  readonly family: IpFamily | null;
  readonly type: RouteType;
  /** With prefix length (`default` is written out); `default` only where the family is not known. */
  readonly prefix: string;
  /** A route for packets from this prefix only (IPv6 source-specific); null for any. */
  readonly from: string | null;
  readonly tos: number | null;
  readonly metric: number | null;
  readonly scope: string | null;
  /** The preferred source address. */
  readonly source: string | null;
  /** Empty for types that drop; several for multipath. */
  readonly nextHops: readonly RouteNextHop[];
  readonly mtu: number | null;
  readonly advmss: number | null;
  /** The id of a next hop object (`nhid`). */
  readonly nextHopId: number | null;
}

/** One route of a kernel table, `ip route show`. */
export interface HostTableRoute extends At, RouteFields {
  readonly kind: 'host-table-route';
  /** As printed, or from the command (`main` when it names none); null when neither is known. */
  readonly table: string | null;
  /** `kernel`, `boot`, `static`, `dhcp`, `ra`, `bgp`, …; null when not shown. */
  readonly protocol: string | null;
  /** `expires` of an IPv6 route. */
  readonly expiresSeconds: number | null;
}

/** One neighbour of `ip neigh`. `state` as printed: REACHABLE, STALE, FAILED, INCOMPLETE, PERMANENT, … */
export interface HostNeighbour extends At {
  readonly kind: 'host-neighbour';
  readonly family: IpFamily;
  readonly address: string;
  readonly device: string | null;
  readonly mac: string | null;
  readonly state: string | null;
  readonly router: boolean;
  /** An address that the host answers for others (`proxy`). */
  readonly proxy: boolean;
}

/**
 * That a listing was shown, also an empty one: what is not in a whole unfiltered listing is not there.
 * Only listings that were read whole carry it.
 */
export interface HostListing extends At {
  readonly kind: 'host-listing';
  readonly what: 'rules' | 'routes' | 'addresses' | 'links' | 'neighbours';
  /** Null when it is not known, or for both families at once (`ip addr`, `ip neigh`). */
  readonly family: IpFamily | null;
  /** Of routes: the table, or `all`; null for other listings and when it is not known. */
  readonly table: string | null;
  /** True when the command asks for a part only; null when the command is not known. */
  readonly filtered: boolean | null;
  /** How many it holds. */
  readonly count: number;
}

/** A name of a routing table, `/etc/iproute2/rt_tables`. */
export interface HostTableName extends At {
  readonly kind: 'host-table-name';
  readonly number: number;
  readonly name: string;
}
