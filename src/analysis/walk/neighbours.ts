import type { Citation } from '../../model/evidence.ts';
import type { ArpEntry, HostNeighbour } from '../../model/facts.ts';
import { sameAddress } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';

/** The device behind an address that none shows as its own, with what tells it. */
export interface Neighbour {
  readonly view: ObserverView;
  readonly citations: readonly Citation[];
}

interface Named {
  readonly mac: string;
  readonly at: Citation;
}

/** MACs that every member of a VRRP (RFC 9568) or HSRP group takes on: they tell the group and not the device. */
const OF_A_GROUP = /^(?:00005e0001|00005e0002|00000c07ac|00000c9ff|000573a0)/;
const EMPTY = /^0+$/;

/** A MAC as its twelve digits, however it is written. */
export function plainMac(mac: string): string {
  return mac.toLowerCase().replace(/[:.-]/g, '');
}

/** What a device's own ARP and neighbour tables say of an address, the latest of each; the MAC is null while unresolved. */
function entriesAt(view: ObserverView, address: string): readonly (ArpEntry | HostNeighbour)[] {
  const [arp, neighbour] = [factsOf(view, 'arp'), factsOf(view, 'host-neighbour')];
  const latest = [
    inTimeOrder(arp.filter(({ fact }) => sameAddress(fact.address, address))).at(-1)?.fact,
    inTimeOrder(neighbour.filter(({ fact }) => sameAddress(fact.address, address))).at(-1)?.fact,
  ];
  return latest.filter((fact) => fact !== undefined);
}

/** The MACs that a device's own tables hold for an address. */
export function resolvedAt(view: ObserverView, address: string): readonly Named[] {
  return entriesAt(view, address).flatMap(({ mac, at }) => (mac === null ? [] : [{ mac: plainMac(mac), at }]));
}

function captured(view: ObserverView, address: string): readonly Named[] {
  return factsOf(view, 'capture-summary').flatMap(({ fact }) =>
    fact.arp
      .filter((one) => sameAddress(one.address, address))
      .map(({ mac }): Named => ({ mac: plainMac(mac), at: fact.at })),
  );
}

function holds(view: ObserverView, mac: string): boolean {
  return factsOf(view, 'host-interface').some(({ fact }) => fact.mac !== null && plainMac(fact.mac) === mac);
}

/**
 * The device that a next hop stands for by its MAC: the sender's own table goes before those of others. Null when they
 * name none or several, when the MAC belongs to a group, and unless exactly one other device has it.
 */
export function neighbourOf(observers: readonly ObserverView[], from: ObserverView, address: string): Neighbour | null {
  // A link-local address is another device's on each link.
  const named =
    entriesAt(from, address).length > 0 || /^fe[89ab]/i.test(address)
      ? resolvedAt(from, address)
      : observers.flatMap((view) => [...resolvedAt(view, address), ...captured(view, address)]);
  const [first] = named;
  if (first === undefined || named.some(({ mac }) => mac !== first.mac)) return null;
  if (OF_A_GROUP.test(first.mac) || EMPTY.test(first.mac)) return null;
  const [view, ...more] = observers.filter((one) => holds(one, first.mac));
  return view === undefined || view === from || more.length > 0 ? null : { view, citations: [first.at] };
}
