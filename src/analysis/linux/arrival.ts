import type { Citation } from '../../model/evidence.ts';
import type { CaptureHalf } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import { covers } from '../address.ts';
import { matching } from '../capture/sight.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { observe } from '../observation.ts';
import { resolvedAt } from '../walk/neighbours.ts';
import { deviceWith, ownerOf } from './own-interfaces.ts';

/** Where a packet came to a host, and what tells it. */
export interface Arrival {
  readonly device: string;
  readonly at: Citation;
}

/**
 * The interface that captured requests are addressed to on the link, or were captured on in the host; null when they
 * show none or several.
 */
export function capturedArrival({ observers, ends }: AnalysisContext, own: ObserverView, server: string) {
  if (ends === null) return null;
  const owner = ownerOf(own, server)?.name ?? null;
  return only(observers.flatMap((view) => requestsAt(view, ends, own, owner)));
}

function requestsAt(view: ObserverView, ends: FlowEnds, own: ObserverView, owner: string | null): readonly Arrival[] {
  return factsOf(view, 'capture-flow').flatMap(({ fact }): readonly Arrival[] => {
    const requests = matching(fact, ends)?.requests;
    const device = requests === undefined ? null : addressedTo(requests, own, owner);
    return device === null ? [] : [{ device, at: fact.at }];
  });
}

function addressedTo({ packets, macs }: CaptureHalf, own: ObserverView, owner: string | null): string | null {
  const [only] = macs.values;
  const mac = macs.values.length === 1 && macs.others === 0 ? (only?.value.destination ?? null) : null;
  return packets === 0 || mac === null ? null : deviceWith(own, mac, owner);
}

/** The interface whose MAC the neighbours of a host hold for its address; null when they hold none or several. */
export function resolvedArrival(
  { observers }: Pick<AnalysisContext, 'observers'>,
  own: ObserverView,
  server: string,
): Arrival | null {
  const owner = ownerOf(own, server)?.name ?? null;
  return only(
    observers
      .filter((view) => view !== own)
      .flatMap((view) => resolvedAt(view, server))
      .flatMap(({ mac, at }): readonly Arrival[] => {
        const device = deviceWith(own, mac, owner);
        return device === null ? [] : [{ device, at }];
      }),
  );
}

function only(arrivals: readonly Arrival[]): Arrival | null {
  return new Set(arrivals.map(({ device }) => device)).size === 1 ? (arrivals[0] ?? null) : null;
}

/**
 * States whether captured requests come to an interface that does not hold the address they are for. `onLink`: the
 * client is a neighbour, so it was ARP that led it there and no route of a router.
 */
export function arrival(
  { view, server, client }: { readonly view: ObserverView; readonly server: string; readonly client: string },
  came: Arrival | null,
): readonly Observation[] {
  const owner = ownerOf(view, server);
  if (owner === null || came === null || isStacked(view, owner.name, came.device)) return [];
  const onLink = owner.addresses?.some(
    ({ address, prefixLength }) => prefixLength !== null && covers(`${address}/${prefixLength}`, client),
  );
  return [
    observe('capture.request-on-other-interface', came.device === owner.name ? 'not-seen' : 'seen', {
      observers: [view.name],
      direction: 'c2s',
      values: { address: server, device: came.device, owner: owner.name, onLink: onLink === true },
      citations: [came.at, owner.at],
    }),
  ];
}

/** A VLAN's packets pass its parent, those of a bond, a bridge or a VRF their members: that is one way in. */
function isStacked(view: ObserverView, owner: string, device: string): boolean {
  const facts = factsOf(view, 'host-interface').map(({ fact }) => fact);
  const lies = (upper: string, lower: string): boolean =>
    facts.some(
      ({ name, parent, master }) => (name === upper && parent === lower) || (name === lower && master === upper),
    );
  return lies(owner, device) || lies(device, owner);
}
