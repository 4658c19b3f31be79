import type { Citation } from '../evidence.ts';
import type { At } from './at.ts';

export type * from './linux-configuration.ts';
export type * from './linux-flows.ts';
export type * from './linux-routing.ts';

/** `traceroute` from a host. `addresses` are those that answered for that hop, none when the hop was silent. */
export interface Traceroute extends At {
  readonly kind: 'traceroute';
  readonly destination: string;
  readonly hops: readonly { readonly hop: number; readonly addresses: readonly string[]; readonly at: Citation }[];
  readonly reached: boolean;
}

/** `ip route get` on a Linux host: what its kernel would do with a packet. */
export interface HostRoute extends At {
  readonly kind: 'host-route';
  readonly destination: string;
  readonly via: string | null;
  readonly device: string | null;
  readonly source: string | null;
}

/**
 * `ip route get DESTINATION from SOURCE iif INCOMING` that the kernel answered with "Invalid cross-device link" (EXDEV):
 * its reverse-path filter would drop that packet. The addresses are those of the command.
 */
export interface HostRouteRefused extends At {
  readonly kind: 'host-route-refused';
  readonly destination: string;
  readonly source: string;
  readonly incoming: string;
}

/** One hop of an `mtr` report. Percent of probes lost there; times in milliseconds. `host` is as printed, `???` is null. */
export interface MtrHop extends At {
  readonly kind: 'mtr-hop';
  /** From the command; the report does not name its target. */
  readonly destination: string | null;
  readonly hop: number;
  readonly host: string | null;
  readonly lossPercent: number;
  readonly sent: number;
  readonly averageMs: number | null;
  readonly worstMs: number | null;
}

/**
 * One run of `ping`: of Linux, of PAN-OS (which prints the same), or of Windows. `payload` is what was asked for in
 * bytes, without IP and ICMP headers. Counts are null when the run was cut off before its summary.
 */
export interface PingRun extends At {
  readonly kind: 'ping-run';
  readonly target: string;
  readonly payload: number;
  /** Whether it forbids fragments; null when the command is not known. */
  readonly dontFragment: boolean | null;
  readonly sent: number | null;
  readonly received: number | null;
  /** Who said that the packets are too big, and for what size; `by` is null for the own host. Null when nobody did. */
  readonly tooBig: { readonly by: string | null; readonly mtu: number | null } | null;
}

/**
 * One kernel setting, from `sysctl`, `/proc/sys` or a sysctl file. `key` is the path below `/proc/sys`
 * (`net/ipv4/conf/eth0.100/rp_filter`), so that a dot in an interface's name is no separator.
 */
export interface Sysctl extends At {
  readonly kind: 'sysctl';
  readonly key: string;
  /** The last part of the key, such as `rp_filter`. */
  readonly setting: string;
  readonly family: IpFamily | null;
  /** `all`, `default` or the interface of a setting below `conf/` or `neigh/`; null for one of the whole host. */
  readonly interface: string | null;
  readonly value: string;
  /** `running`: what the kernel holds now. `configured`: what a file sets at the next boot. */
  readonly origin: 'running' | 'configured';
  readonly file: string | null;
}

/** A packet that the kernel refused and logged: `martian source DESTINATION from SOURCE, on dev DEVICE`. */
export interface Martian extends At {
  readonly kind: 'martian';
  /** `source`: its source address failed the reverse-path check. `destination`: its destination address is impossible. */
  readonly what: 'source' | 'destination';
  readonly source: string;
  readonly destination: string;
  readonly device: string;
  /** The link-layer header that followed, when it was Ethernet. */
  readonly sourceMac: string | null;
  readonly destinationMac: string | null;
  /** As the log printed it: seconds since boot or a date. */
  readonly time: string | null;
}

/** One kernel counter under the name of `nstat` (`TcpExtIPReversePathFilter`), whichever program printed it. */
export interface HostCounter extends At {
  readonly kind: 'host-counter';
  readonly name: string;
  readonly value: number;
}

/**
 * How kernel counters were read; only listings that were read whole carry it. Programs leave counters out that are
 * zero, unless `showsZero`: then one that is not there was not shown at all. `since` is null when the command is not
 * known. A null `filter` means that all were asked for.
 */
export interface HostCounterListing extends At {
  readonly kind: 'host-counter-listing';
  readonly since: 'boot' | 'last-reading' | null;
  readonly showsZero: boolean;
  readonly filter: readonly string[] | null;
  /** True when the listing shows IP and TCP extension counters: only then does an absent counter mean zero. */
  readonly showsExtensions: boolean;
}

export type IpFamily = 'inet' | 'inet6';
