import type { Citation } from '../model/evidence.ts';
import { covers, longestMatches, sameAddress, withoutLength } from './address.ts';
import type { Look, Placed } from './look.ts';

interface OwnAddress {
  readonly address: string;
  readonly interface: string | null;
  readonly at: Citation;
}

interface Subnet {
  readonly prefix: string;
  readonly interface: string;
  readonly at: Citation;
}

/** Where things are at one firewall, from every fact that tells it. */
export interface Topology {
  readonly addresses: readonly OwnAddress[];
  readonly subnets: readonly Subnet[];
  /** True when all interfaces were listed with their addresses. */
  readonly listedWhole: boolean;
  zoneOf(name: string | null): string | null;
  routerOf(name: string | null): string | null;
}

/** A name that is told two values stands for neither. */
class Names {
  private readonly told = new Map<string, Set<string>>();

  tell(name: string | null, value: string | null): void {
    if (name === null || value === null) return;
    this.told.set(name, (this.told.get(name) ?? new Set()).add(value));
  }

  find(name: string | null): string | null {
    const values = name === null ? undefined : this.told.get(name);
    return values?.size === 1 ? ([...values][0] ?? null) : null;
  }
}

/** Reads interface facts first: what sessions tell of a zone counts only where no interface fact does. */
export function topologyOf(facts: readonly Placed[], looks: readonly Look[]): Topology {
  const [zones, zonesOfSessions, routers] = [new Names(), new Names(), new Names()];
  const addresses: OwnAddress[] = [];
  const subnets: Subnet[] = [];
  for (const { fact } of facts) {
    if (fact.kind === 'interface') {
      zones.tell(fact.name, fact.zone);
      routers.tell(fact.name, fact.router);
      for (const text of fact.addresses) {
        addresses.push({ address: withoutLength(text), interface: fact.name, at: fact.at });
        if (text.includes('/')) subnets.push({ prefix: text, interface: fact.name, at: fact.at });
      }
    }
    if (fact.kind === 'interface-counters') zones.tell(fact.name, fact.zone);
    if (fact.kind === 'fib-lookup' && fact.sourceAddress !== null) {
      // The source that a lookup prints is the address of the interface that it leaves by.
      addresses.push({ address: fact.sourceAddress, interface: fact.interface, at: fact.at });
    }
    if (fact.kind === 'route' && fact.protocol === 'host') {
      addresses.push({ address: withoutLength(fact.prefix), interface: fact.interface, at: fact.at });
    }
    if (fact.kind === 'route' && fact.protocol === 'connected' && fact.interface !== null) {
      subnets.push({ prefix: fact.prefix, interface: fact.interface, at: fact.at });
      routers.tell(fact.interface, fact.router);
    }
    if (fact.kind === 'fib-entry' && fact.nextHop.kind === 'connected' && fact.interface !== null) {
      subnets.push({ prefix: fact.prefix, interface: fact.interface, at: fact.at });
    }
    if (fact.kind === 'fib-entry') routers.tell(fact.interface, fact.router);
  }
  for (const look of looks) {
    zonesOfSessions.tell(look.ingress, look.from);
    zonesOfSessions.tell(look.egress, look.to);
  }
  return {
    addresses,
    subnets,
    listedWhole: facts.some(({ fact, evidence }) => isWholeListing(fact.kind, evidence.kind, evidence.parsed)),
    zoneOf: (name) => zones.find(name) ?? zonesOfSessions.find(name),
    routerOf: (name) => routers.find(name),
  };
}

function isWholeListing(fact: string, kind: string, parsed: string): boolean {
  return fact === 'interface' && kind === 'interface-all' && parsed === 'whole';
}

/** The interface whose subnet holds the address, by the longest prefix; null when none is known to. */
export function ownerOf(topology: Topology, address: string): Subnet | null {
  const [owner] = longestMatches(topology.subnets, address);
  return owner ?? null;
}

/** True when the address lies in a subnet of the interface. */
export function isOn(topology: Topology, name: string, address: string): boolean {
  return topology.subnets.some((subnet) => subnet.interface === name && covers(subnet.prefix, address));
}

/** The firewall's own address that this is, null when it is none that is known. */
export function ownAddress(topology: Topology, address: string): OwnAddress | null {
  return topology.addresses.find((own) => sameAddress(own.address, address)) ?? null;
}
