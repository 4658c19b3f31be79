import type { HostInterface } from '../../model/facts.ts';
import { sameAddress } from '../address.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { plainMac } from '../walk/neighbours.ts';

/** The interface that holds an address of the host; null when none was shown to, or only the loopback does. */
export function ownerOf(view: ObserverView, address: string): HostInterface | null {
  const owner = factsOf(view, 'host-interface').find(({ fact }) =>
    fact.addresses?.some((own) => sameAddress(own.address, address)),
  )?.fact;
  return owner === undefined || owner.name === 'lo' || owner.linkType === 'loopback' ? null : owner;
}

/**
 * The interface of a host that has a MAC, null when none was shown to. Interfaces that lie on one another (VLANs, the
 * members of a bond or a bridge) share theirs: then `preferred` is meant if it is among them.
 */
export function deviceWith(view: ObserverView, mac: string, preferred: string | null): string | null {
  const wanted = plainMac(mac);
  const names = factsOf(view, 'host-interface').flatMap(({ fact }) =>
    fact.mac !== null && plainMac(fact.mac) === wanted ? [fact.name] : [],
  );
  return preferred !== null && names.includes(preferred) ? preferred : (names[0] ?? null);
}
