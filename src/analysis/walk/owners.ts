import { canonicalAddress, covers, longestMatches, prefixLength, sameAddress, withoutLength } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';

interface Network {
  readonly prefix: string;
  readonly view: ObserverView;
}

/** Which device an address belongs to, and which devices stand on the network of an address. */
export interface Owners {
  /** Several when more than one device shows it as its own; none when nobody does. */
  of(address: string): readonly ObserverView[];
  /** The only other device on a link for two (a /30, a /31) that the address is on; null when that is not clear. */
  across(from: ObserverView, address: string): ObserverView | null;
  /** Devices other than hosts with an interface on the narrowest network that holds the address. */
  gatewaysOf(address: string): readonly ObserverView[];
}

/** Reads interfaces, connected and local routes of all devices, and what sessions translate addresses to. */
export function ownersOf(observers: readonly ObserverView[]): Owners {
  const owned = new Map<string, Set<ObserverView>>();
  const networks: Network[] = [];
  for (const view of observers) {
    for (const address of addressesOf(view)) {
      const key = canonicalAddress(address);
      if (key !== null) owned.set(key, (owned.get(key) ?? new Set()).add(view));
    }
    if (forwards(view)) networks.push(...networksOf(view).map((prefix) => ({ prefix, view })));
  }
  return {
    of: (address) => [...(owned.get(canonicalAddress(address) ?? '') ?? [])],
    across: (from, address) => acrossLink(networks, from, address),
    gatewaysOf: (address) => [...new Set(longestMatches(networks, address).map(({ view }) => view))],
  };
}

/** A Linux host is a router when its kernel says so. */
function forwards(view: ObserverView): boolean {
  if (view.role !== 'host') return true;
  return factsOf(view, 'sysctl').some(
    ({ fact }) =>
      fact.origin === 'running' &&
      fact.value === '1' &&
      /^net\/ipv[46]\/(?:ip_forward|conf\/all\/forwarding)$/.test(fact.key),
  );
}

/**
 * Links for two hold no third device: whoever else is on the network holds the other address, unless it shows an
 * address of its own there that is not this one. The units of an HA pair do: both hold the same end.
 */
function acrossLink(networks: readonly Network[], from: ObserverView, address: string): ObserverView | null {
  const narrow = networks.filter(({ prefix }) => {
    const length = prefixLength(prefix) ?? 0;
    return (
      length >= (prefix.includes(':') ? 126 : 30) &&
      length < (prefix.includes(':') ? 128 : 32) &&
      covers(prefix, address)
    );
  });
  const ends = new Set(narrow.map(({ view }) => view));
  const [other, ...more] = [...ends].filter((view) => view !== from);
  if (!ends.has(from) || other === undefined || more.length > 0) return null;
  const shown = addressesOf(other).filter((own) => narrow.some(({ prefix }) => covers(prefix, own)));
  return shown.length === 0 || shown.some((own) => sameAddress(own, address)) ? other : null;
}

function addressesOf(view: ObserverView): readonly string[] {
  return [
    ...shownAddresses(view),
    ...view.topology.addresses.map(({ address }) => address),
    ...factsOf(view, 'router-route').flatMap(({ fact }) => (isOwn(fact) ? [withoutLength(fact.prefix)] : [])),
    ...translated(view),
  ];
}

/**
 * Addresses that a Linux machine shows on its interfaces, or chose itself as the source of a packet. The source of one
 * that was asked for as received (`iif`) is another machine's.
 */
export function shownAddresses(view: ObserverView): readonly string[] {
  return [
    ...factsOf(view, 'host-interface').flatMap(({ fact }) => (fact.addresses ?? []).map(({ address }) => address)),
    ...factsOf(view, 'host-route').flatMap(({ fact, evidence }) =>
      fact.device === null || / iif /.test(evidence.command ?? '') ? [] : (fact.source ?? []),
    ),
  ];
}

function isOwn({ protocol, prefix }: { readonly protocol: string; readonly prefix: string }): boolean {
  return protocol === 'local' && (prefix.includes(':') ? prefix.endsWith('/128') : prefix.endsWith('/32'));
}

/** A firewall answers for the addresses that it translates the flow's ends to or from. */
function translated({ sessions }: ObserverView): readonly string[] {
  return sessions.flatMap(({ looks, orientation }) =>
    looks.flatMap((look) => {
      const { source, translatedSource, destination, translatedDestination } = look;
      const turned = orientation === 'reversed';
      const changed = [
        [source.address, translatedSource.address],
        [translatedDestination.address, destination.address],
      ].filter(([before, after]) => before !== null && after !== null && !sameAddress(before ?? null, after ?? null));
      return changed.flatMap(([before, after]) => (turned ? before : after) ?? []);
    }),
  );
}

function networksOf(view: ObserverView): readonly string[] {
  return [
    ...view.topology.subnets.map(({ prefix }) => prefix),
    ...factsOf(view, 'host-interface').flatMap(({ fact }) =>
      (fact.addresses ?? []).map(({ address, prefixLength: length }) => `${address}/${length}`),
    ),
    ...factsOf(view, 'router-route').flatMap(({ fact }) =>
      fact.protocol === 'connected' && !fact.drops ? [fact.prefix] : [],
    ),
  ];
}
