import type { RoutingEngine } from '../../model/panos-command.ts';

export interface InterfaceSettings {
  readonly name: string;
  /** The number that PAN-OS gives the port. */
  readonly id: number;
  readonly mac: string;
  readonly up: boolean;
  /** Null for an HA link. */
  readonly zone: string | null;
  /** `10.20.30.1/24`, null for an HA link. */
  readonly address: string | null;
}

export interface StaticRoute {
  readonly prefix: string;
  readonly nextHop: string;
  readonly interface: string;
  readonly metric: number;
}

export interface PbfSettings {
  readonly name: string;
  readonly id: number;
  readonly fromZone: string;
  readonly source: string;
  readonly destination: string;
  /** TCP port; null is any service. */
  readonly port: number | null;
  readonly egress: string;
  readonly nextHop: string;
  readonly symmetricReturn: boolean;
}

/** Source translation to one address with dynamic ports. */
export interface NatSettings {
  readonly name: string;
  readonly fromZone: string;
  readonly toZone: string;
  readonly egress: string;
  readonly source: string;
  readonly address: string;
}

/** Destination translation: what is sent to one address goes to another, its ports kept. */
export interface PublishSettings {
  readonly name: string;
  readonly fromZone: string;
  readonly destination: string;
  /** TCP port; null is any service. */
  readonly port: number | null;
  readonly to: string;
}

/** Permits, unless it says otherwise. A rule that denies logs what it denies; what no rule takes is denied unlogged. */
export interface SecurityRule {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Destination ports, both ends included; without them any. */
  readonly ports?: readonly [number, number];
  readonly denies?: true;
}

/** What is configured on a firewall, or on both units of an HA pair. */
export interface FirewallSettings {
  readonly engine: RoutingEngine;
  /** Its only virtual or logical router. */
  readonly router: string;
  readonly interfaces: readonly InterfaceSettings[];
  readonly routes: readonly StaticRoute[];
  readonly pbf: readonly PbfSettings[];
  readonly nat: readonly NatSettings[];
  readonly publish?: readonly PublishSettings[];
  readonly rules: readonly SecurityRule[];
  readonly asymmetricPath: 'drop' | 'bypass';
  readonly rejectNonSyn: boolean;
}
