import { holds, hostOf, networkOf } from './address.ts';
import type { Firewall } from './firewall.ts';
import type { Packet } from './packet.ts';
import { lookUp } from './routing.ts';
import type { FirewallSettings } from './settings.ts';

/** A router that keeps no state. */
export interface Router {
  readonly kind: 'router';
  readonly name: string;
  settings: Pick<FirewallSettings, 'interfaces' | 'routes'>;
  /** Packets to a prefix take turns between next hops: per-packet load sharing. */
  readonly turns?: { readonly prefix: string; readonly nextHops: readonly string[]; taken: number };
}

export interface Host {
  readonly kind: 'host';
  readonly name: string;
  /** With its length. */
  readonly address: string;
  readonly gateway: string;
}

/** One firewall, or an HA pair of which one unit forwards. */
export interface FirewallPlace {
  readonly kind: 'firewall';
  readonly name: string;
  readonly units: readonly Firewall[];
  /** The unit that forwards now. */
  active: Firewall;
}

export type Node = Router | Host | FirewallPlace;

/** No packet of a host lives longer: its TTL is 64. */
const MOST_HOPS = 64;
/** What a hop takes, in milliseconds. */
const HOP_MS = 0.4;

/** The wires: who has which address on which network, and the way of a packet from one to the next. */
export class Fabric {
  private readonly nodes: readonly Node[];
  private readonly senders = new Map<string, { readonly address: string; readonly port: number }>();

  constructor(nodes: readonly Node[]) {
    this.nodes = nodes;
  }

  hosts(): readonly Host[] {
    return this.nodes.filter((node) => node.kind === 'host');
  }

  /** Who sent the last packet that reached a host, as the host sees it: behind source NAT another address. */
  lastSender(host: string): { readonly address: string; readonly port: number } | null {
    return this.senders.get(host) ?? null;
  }

  /** Walks a packet from the host that has its source address. True when it reaches the host that it is for. */
  deliver(packet: Packet, now: number): boolean {
    return this.carry(packet, now) !== null;
  }

  /** The same; the packet as it arrives, null when it does not. */
  carry(packet: Packet, now: number): Packet | null {
    const start = this.hosts().find(({ address }) => hostOf(address) === packet.source);
    if (start === undefined) return null;
    const local = networkOf(start.address) === networkOf(`${packet.destination}/${lengthOf(start.address)}`);
    let at = this.owner(local ? packet.destination : start.gateway);
    let moving = packet;
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      if (at === null) return null;
      if (at.node.kind === 'host') return this.arrived(at.node, moving) ? moving : null;
      const next = pass(at.node, at.interface, moving, now + hop * HOP_MS);
      if (next === null) return null;
      moving = next.packet;
      at = this.owner(next.nextHop ?? moving.destination);
    }
    return null;
  }

  private arrived({ address }: Host, { source, sourcePort, destination }: Packet): boolean {
    if (hostOf(address) !== destination) return false;
    this.senders.set(destination, { address: source, port: sourcePort });
    return true;
  }

  /** Who answers ARP for an address; an interface that is down does not. */
  owner(address: string): { readonly node: Node; readonly interface: string } | null {
    for (const node of this.nodes) {
      if (node.kind === 'host') {
        if (hostOf(node.address) === address) return { node, interface: 'eth0' };
        continue;
      }
      const settings = node.kind === 'router' ? node.settings : node.active.settings;
      const own = settings.interfaces.find((one) => one.up && one.address !== null && hostOf(one.address) === address);
      if (own !== undefined) return { node, interface: own.name };
      // A firewall answers for the addresses that it translates to.
      const pool =
        node.kind === 'firewall' ? node.active.settings.nat.find((rule) => rule.address === address) : undefined;
      if (pool !== undefined) return { node, interface: pool.egress };
    }
    return null;
  }

  /** The addresses of others on a network: what a device there has in its ARP table. */
  neighbours(network: string): readonly string[] {
    const addresses = this.nodes.flatMap((node) => {
      if (node.kind === 'host') return [node.address];
      const { interfaces } = node.kind === 'router' ? node.settings : node.active.settings;
      return interfaces.filter(({ up }) => up).flatMap(({ address }) => address ?? []);
    });
    return addresses.filter((address) => networkOf(address) === network).map(hostOf);
  }
}

interface Step {
  readonly packet: Packet;
  readonly nextHop: string | null;
}

function pass(node: Router | FirewallPlace, ingress: string, packet: Packet, now: number): Step | null {
  if (packet.ttl <= 1) return null;
  if (node.kind === 'router') {
    const nextHop = turn(node, packet) ?? lookUp(node.settings, packet.destination);
    return nextHop === null ? null : { packet: { ...packet, ttl: packet.ttl - 1 }, nextHop: nextHop.nextHop };
  }
  const verdict = node.active.receive(packet, ingress, now);
  return verdict.kind === 'dropped' ? null : verdict;
}

function turn({ turns }: Router, { destination }: Packet): Pick<Step, 'nextHop'> | null {
  if (turns === undefined || !holds(turns.prefix, destination)) return null;
  turns.taken += 1;
  return { nextHop: turns.nextHops[turns.taken % turns.nextHops.length] ?? null };
}

function lengthOf(address: string): string {
  return address.split('/')[1] ?? '32';
}
