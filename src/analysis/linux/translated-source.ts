import type { ConntrackEntry } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import { covers, sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { observe } from '../observation.ts';

/**
 * States whether a Linux gateway translates the client to an address of its own. An address on one of its links that it
 * does not have is answered by nobody: netfilter does not answer ARP for what it translates to.
 */
export function translatedSource({ observers, ends }: AnalysisContext): readonly Observation[] {
  if (ends === null) return [];
  return observers.flatMap((view) => {
    const entry = factsOf(view, 'conntrack-entry').find(({ fact }) => isTranslated(fact, ends))?.fact;
    const interfaces = factsOf(view, 'host-interface').filter(({ fact }) => fact.addresses !== null);
    const [listed] = interfaces;
    if (entry === undefined || listed === undefined) return [];
    const address = entry.reply.destination;
    const isTaken = isAnswered(view, address);
    const own = addressesOf(view).find((one) => sameAddress(one.address, address)) ?? null;
    const link = addressesOf(view).find((one) => covers(one.prefix, address)) ?? null;
    return [
      observe(
        'nat.address-not-answered',
        own !== null ? 'not-seen' : link === null || isTaken || mayGoOn(view, link.name) ? 'could-not-tell' : 'seen',
        {
          observers: [view.name],
          direction: 's2c',
          values: { address, interface: (own ?? link)?.name ?? null },
          citations: [entry.at, (own ?? link)?.at ?? listed.fact.at],
        },
      ),
    ];
  });
}

/**
 * Somebody does answer for the address: a neighbour with it was resolved (ip-neighbour(8): FAILED and INCOMPLETE are not), or
 * packets to it came back to the gateway, which no other connection of the same translation could then lack.
 */
function isAnswered(view: ObserverView, address: string): boolean {
  return (
    factsOf(view, 'host-neighbour').some(
      ({ fact }) =>
        fact.mac !== null && !/FAILED|INCOMPLETE/.test(fact.state ?? '') && sameAddress(fact.address, address),
    ) ||
    factsOf(view, 'conntrack-entry').some(
      ({ fact }) =>
        !fact.unreplied &&
        sameAddress(fact.reply.destination, address) &&
        !sameAddress(fact.original.source, fact.reply.destination),
    )
  );
}

/** Addresses may be missing from a listing that was read in part, and behind the last one where a text was cut off. */
function mayGoOn(view: ObserverView, name: string): boolean {
  const listings = factsOf(view, 'host-interface').filter(({ fact }) => fact.addresses !== null);
  const last = listings.filter(({ fact }) => fact.name === name).at(-1);
  // Of a listing that was not read whole, the line of the address may be what is missing.
  if (last === undefined || last.evidence.parsed !== 'whole') return true;
  const { source, lines } = last.evidence;
  const after = view.evidence.some((block) => block.source === source && block.lines.from > lines.to);
  const more = listings.some(
    ({ fact, evidence }) => evidence === last.evidence && fact.at.lines[0] > last.fact.at.lines[0],
  );
  return !after && !more;
}

function isTranslated({ original, reply }: ConntrackEntry, { clients, servers }: FlowEnds): boolean {
  const goes =
    clients.some(({ address }) => sameAddress(address, original.source)) &&
    servers.some(({ address }) => sameAddress(address, original.destination));
  return goes && !sameAddress(original.source, reply.destination);
}

function addressesOf(view: ObserverView) {
  return factsOf(view, 'host-interface').flatMap(({ fact }) =>
    (fact.addresses ?? []).map(({ address, prefixLength, at }) => ({
      name: fact.name,
      prefix: `${address}/${prefixLength}`,
      address,
      at,
    })),
  );
}
