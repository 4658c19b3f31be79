import type { Protocol } from '../flow.ts';
import type { At } from './at.ts';

/** Where a packet would go. `address` is a next hop; `connected` needs none; `router` hands over to another one. */
export type NextHop =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'connected' }
  | { readonly kind: 'host' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'router'; readonly name: string }
  | { readonly kind: 'none' };

/** `test routing fib-lookup`. It shows one path, even of several equal ones. */
export interface FibLookup extends At {
  readonly kind: 'fib-lookup';
  readonly router: string | null;
  /** The address asked for; from the command or the output. The XML reply does not repeat it. */
  readonly destination: string | null;
  readonly nextHop: NextHop;
  readonly interface: string | null;
  readonly sourceAddress: string | null;
  readonly metric: number | null;
}

export type RouteProtocol = 'connected' | 'host' | 'static' | 'rip' | 'ospf' | 'bgp' | 'internal' | 'other';

/** One row of `show routing route` or `show advanced-routing route`. */
export interface Route extends At {
  readonly kind: 'route';
  readonly router: string | null;
  readonly prefix: string;
  readonly nextHop: NextHop;
  readonly interface: string | null;
  readonly metric: number | null;
  readonly active: boolean;
  readonly ecmp: boolean;
  readonly protocol: RouteProtocol;
  readonly ageSeconds: number | null;
}

/** One row of `show routing fib` or `show advanced-routing fib`. */
export interface FibEntry extends At {
  readonly kind: 'fib-entry';
  readonly router: string | null;
  readonly prefix: string;
  readonly nextHop: NextHop;
  readonly interface: string | null;
  readonly ecmp: boolean;
  readonly mtu: number | null;
}

/** A policy-based forwarding rule, from any of the three commands. `null` where that command does not show it. */
export interface PbfRule extends At {
  readonly kind: 'pbf-rule';
  readonly name: string;
  /** `show pbf rule all` cuts names at ten characters. */
  readonly nameCut: boolean;
  readonly id: number | null;
  readonly active: boolean | null;
  readonly action: string | null;
  readonly egress: string | null;
  readonly nextHop: string | null;
  readonly nextHopUp: boolean | null;
  readonly from: readonly string[] | null;
  readonly source: readonly string[] | null;
  readonly destination: readonly string[] | null;
  readonly service: readonly string[] | null;
  readonly symmetricReturn: boolean | null;
}

/** `test pbf-policy-match`: what was asked, and the name of the rule that matched (null when none did). */
export interface PbfMatch extends At {
  readonly kind: 'pbf-match';
  readonly from: string | null;
  readonly source: string | null;
  readonly destination: string | null;
  readonly port: number | null;
  readonly protocol: Protocol | null;
  readonly rule: string | null;
}

/** An interface as configured and up. `router` is the virtual or logical router it forwards in. */
export interface Interface extends At {
  readonly kind: 'interface';
  readonly name: string;
  readonly zone: string | null;
  readonly router: string | null;
  readonly vsys: string | null;
  readonly tag: number | null;
  readonly addresses: readonly string[];
  readonly up: boolean | null;
}

export interface ArpEntry extends At {
  readonly kind: 'arp';
  readonly interface: string;
  readonly address: string;
  /** Null while unresolved. */
  readonly mac: string | null;
  readonly port: string | null;
  readonly status: 'static' | 'complete' | 'expiring' | 'incomplete' | null;
}

export interface NatRule extends At {
  readonly kind: 'nat-rule';
  readonly name: string;
  readonly type: string | null;
  readonly from: readonly string[];
  readonly source: readonly string[];
  readonly to: readonly string[];
  readonly destination: readonly string[];
  readonly translation: string | null;
}
