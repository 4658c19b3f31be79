import { holds, networkOf, prefixLength } from './address.ts';
import type { Packet } from './packet.ts';
import type {
  FirewallSettings,
  InterfaceSettings,
  NatSettings,
  PbfSettings,
  PublishSettings,
  SecurityRule,
} from './settings.ts';

export interface RouteRow {
  readonly prefix: string;
  /** Null for a network of the firewall's own. */
  readonly nextHop: string | null;
  readonly interface: string;
  readonly metric: number;
  readonly active: boolean;
}

/** Where a packet leaves: `nextHop` null when its destination is on the interface's own network. */
export interface Exit {
  readonly interface: string;
  readonly nextHop: string | null;
  readonly metric: number;
}

type Routed = Pick<FirewallSettings, 'interfaces' | 'routes'>;

/** Settings are never changed in place, and every packet is looked up. */
const TABLES = new WeakMap<Routed, readonly RouteRow[]>();

/** The routing table: of several routes to one prefix, that with the least metric is active. */
export function routeTable(settings: Routed): readonly RouteRow[] {
  const table = TABLES.get(settings) ?? tableOf(settings);
  TABLES.set(settings, table);
  return table;
}

function tableOf({ interfaces, routes }: Routed): readonly RouteRow[] {
  const up = interfaces.filter((one) => one.up && one.address !== null);
  const connected = up.map((one) => ({
    prefix: networkOf(one.address ?? ''),
    nextHop: null,
    interface: one.name,
    metric: 0,
    active: true,
  }));
  const usable = routes.filter((route) => up.some(({ name }) => name === route.interface));
  const best = (prefix: string): number =>
    Math.min(...usable.filter((route) => route.prefix === prefix).map(({ metric }) => metric));
  return [...usable.map((route) => ({ ...route, active: route.metric === best(route.prefix) })), ...connected];
}

/** The longest prefix among the active routes; null without a route. */
export function lookUp(settings: Routed, destination: string): Exit | null {
  const rows = routeTable(settings).filter((row) => row.active && holds(row.prefix, destination));
  const [best] = rows.sort((one, other) => prefixLength(other.prefix) - prefixLength(one.prefix));
  return best === undefined ? null : { interface: best.interface, nextHop: best.nextHop, metric: best.metric };
}

export function interfaceNamed(settings: FirewallSettings, name: string): InterfaceSettings | null {
  return settings.interfaces.find((one) => one.name === name) ?? null;
}

export function zoneOf(settings: FirewallSettings, name: string): string | null {
  return interfaceNamed(settings, name)?.zone ?? null;
}

type Asked = Pick<Packet, 'source' | 'destination' | 'destinationPort' | 'transport'>;

/** The first rule that takes the packet; PAN-OS asks once a session, before the FIB. */
export function pbfFor(settings: FirewallSettings, fromZone: string, packet: Asked): PbfSettings | null {
  const takes = (rule: PbfSettings): boolean =>
    rule.fromZone === fromZone &&
    holds(rule.source, packet.source) &&
    holds(rule.destination, packet.destination) &&
    (rule.port === null || (packet.transport === 'tcp' && rule.port === packet.destinationPort));
  return settings.pbf.find(takes) ?? null;
}

export function natFor(
  settings: FirewallSettings,
  zones: { readonly from: string; readonly to: string },
  source: string,
): NatSettings | null {
  const takes = (rule: NatSettings): boolean =>
    rule.fromZone === zones.from && rule.toZone === zones.to && holds(rule.source, source);
  return settings.nat.find(takes) ?? null;
}

/** The destination translation of a packet, by the zone that it comes from. */
export function publishFor(settings: FirewallSettings, fromZone: string, packet: Asked): PublishSettings | null {
  const takes = (rule: PublishSettings): boolean =>
    rule.fromZone === fromZone &&
    rule.destination === packet.destination &&
    (rule.port === null || (packet.transport === 'tcp' && rule.port === packet.destinationPort));
  return settings.publish?.find(takes) ?? null;
}

/** The first security rule for the zones and the port. */
export function ruleFor(
  settings: FirewallSettings,
  zones: { readonly from: string; readonly to: string },
  port: number,
): SecurityRule | null {
  const takes = ({ from, to, ports }: SecurityRule): boolean =>
    isIn(from, zones.from) && isIn(to, zones.to) && (ports === undefined || (port >= ports[0] && port <= ports[1]));
  return settings.rules.find(takes) ?? null;
}

function isIn(member: string, zone: string): boolean {
  return member === 'any' || member === zone;
}
