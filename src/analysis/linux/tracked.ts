import type { ConntrackEntry, ConntrackTuple } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { Endpoint } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { observe } from '../observation.ts';
import { isNoEnd } from './host-flow.ts';

/**
 * States whether connection tracking of a host on the way has seen both directions of the flow: `[UNREPLIED]` marks an
 * entry of which no packet came back (nf_conntrack).
 */
export function trackedFlow({ observers, ends }: AnalysisContext): readonly Observation[] {
  if (ends === null) return [];
  return observers.flatMap((view) => {
    const entries = factsOf(view, 'conntrack-entry').flatMap(({ fact }) => {
      const from = origin(fact, ends);
      return from === null ? [] : [{ fact, from }];
    });
    const [first] = entries;
    if (first === undefined) return [];
    const oneWay = entries.find(({ fact }) => fact.unreplied);
    const { fact, from } = oneWay ?? first;
    return [
      observe('host.conntrack-one-way', oneWay === undefined ? 'not-seen' : 'seen', {
        observers: [view.name],
        direction: from === 'client' ? 'c2s' : 's2c',
        values: { state: fact.state, from, entries: entries.length, translated: isTranslated(fact) },
        citations: [fact.at],
      }),
    ];
  });
}

/** True when connection tracking of a machine that is neither end has an entry of the flow: a stateful device on the way. */
export function tracksFlow(view: ObserverView, ends: FlowEnds): boolean {
  return isNoEnd(view, ends) && hasEntry(view, ends);
}

/**
 * True when connection tracking of such a machine waits for the reply: it sees all that the machine forwards, whatever a
 * capture there leaves out.
 */
export function waitsForReply(view: ObserverView, ends: FlowEnds): boolean {
  const own = factsOf(view, 'conntrack-entry').filter(({ fact }) => origin(fact, ends) === 'client');
  return isNoEnd(view, ends) && own.length > 0 && own.every(({ fact }) => fact.unreplied);
}

/** Entries are made final once their first packet has passed all rules: one that was dropped has none (nf_conntrack_confirm()). */
export function hasEntry(view: ObserverView, ends: FlowEnds): boolean {
  return factsOf(view, 'conntrack-entry').some(({ fact }) => origin(fact, ends) !== null);
}

/** The same, of a flow whose first packet that end sent: there was a route for what it sends. */
export function hasEntryOf(from: 'client' | 'server', view: ObserverView, ends: FlowEnds): boolean {
  return factsOf(view, 'conntrack-entry').some(({ fact }) => origin(fact, ends) === from);
}

/** The reply is waited for under other names than the request bears (nf_nat). */
function isTranslated({ original, reply }: ConntrackEntry): boolean {
  return !sameAddress(original.source, reply.destination) || !sameAddress(original.destination, reply.source);
}

/** Which end sent the first packet of the entry; null for another conversation. */
function origin({ original, reply, protocol }: ConntrackEntry, ends: FlowEnds): 'client' | 'server' | null {
  if (!protocol.startsWith(ends.protocol.slice(0, 4))) return null;
  const goes = (tuple: ConntrackTuple, from: readonly Endpoint[], to: readonly Endpoint[]): boolean =>
    from.some((end) => isEnd(tuple.source, tuple.sourcePort, end)) &&
    to.some((end) => isEnd(tuple.destination, tuple.destinationPort, end));
  const { clients, servers } = ends;
  if (goes(original, clients, servers) || goes(reply, servers, clients)) return 'client';
  return goes(original, servers, clients) || goes(reply, clients, servers) ? 'server' : null;
}

function isEnd(address: string, port: number | null, end: Endpoint): boolean {
  return sameAddress(address, end.address) && (end.port === null || port === null || port === end.port);
}
