import type { Observation } from '../model/finding.ts';
import { sameAddress } from './address.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { known, sideOf } from './flow-sessions.ts';
import { observe, readingOf } from './observation.ts';
import { subjectOf } from './session-condition.ts';
import { isOn, ownAddress, ownerOf } from './topology.ts';

/** States whether the client is translated to an address of another interface than the request leaves by. */
export function natSource({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const session = subjectOf(view);
    if (session === null || session.orientation === 'reversed') return [];
    const translated = known(session, (look) => look.translatedSource.address);
    // Without the address before, it is not known that there is a translation at all.
    if (translated === null || translated.look.source.address === null) return [];
    if (sameAddress(translated.value, translated.look.source.address)) return [];
    const address = translated.value;
    const egress = sideOf(session, 'server').interface;
    const owner = ownerOfAddress(view, address, egress);
    const other = owner === null || egress === null ? null : owner !== egress;
    return [
      observe('nat.source-of-other-interface', readingOf(other), {
        observers: [view.name],
        direction: 'c2s',
        values: { sessionId: session.id, egress, address, owner },
        citations: [translated.look.at],
      }),
    ];
  });
}

/**
 * The interface that an address belongs to: by being its own, or by lying in its network. An address of a loopback or of
 * no known network may be routed here by any link, so it belongs to none.
 */
function ownerOfAddress({ topology }: ObserverView, address: string, egress: string | null): string | null {
  const own = ownAddress(topology, address)?.interface ?? null;
  if (own !== null) return own.startsWith('loopback') ? null : own;
  if (egress !== null && isOn(topology, egress, address)) return egress;
  const owner = ownerOf(topology, address)?.interface ?? null;
  return owner?.startsWith('loopback') === true ? null : owner;
}
