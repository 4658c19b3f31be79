import type { ConntrackEntry } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { Endpoint, Flow } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { observe } from '../observation.ts';
import { milliseconds } from '../time.ts';
import { choose } from './choice.ts';
import { connectionsOf, receivedAt } from './connection.ts';
import { kernelOf } from './host-view.ts';
import { onward } from './outgoing.ts';

/** What a connection still carries from before a change: its translation, and how long nothing has come back. */
export function olderThanChange(context: AnalysisContext): readonly Observation[] {
  const { flow, observers } = context;
  if (flow === null) return [];
  return [...observers.flatMap((view) => translation(view, flow)), ...quietSince(context)];
}

/**
 * States whether a gateway translates the flow otherwise than other connections of the same client to the same service. What
 * a connection is translated to is decided by its first packet, and holds for its life (nf_nat; iptables-extensions(8), SNAT:
 * “only the first packet in a connection”), whatever its routes and rules have become since.
 */
function translation(view: ObserverView, flow: Flow): readonly Observation[] {
  const entries = factsOf(view, 'conntrack-entry').filter(({ fact }) => isOfEnds(fact, flow));
  const own = entries.filter(({ fact }) => fact.original.sourcePort === flow.client.port).at(-1)?.fact;
  if (flow.client.port === null || own === undefined || own.state !== 'ESTABLISHED') return [];
  const address = own.reply.destination;
  const others = entries.filter(({ fact }) => fact.original.sourcePort !== flow.client.port && !fact.unreplied);
  const newer = others.find(({ fact }) => !sameAddress(fact.reply.destination, address))?.fact;
  const same = others.length > 0 && newer === undefined;
  const way = newer === undefined ? null : wayOf(view, flow, newer.reply.destination, address);
  // An entry that leaves where the routes lead is not out of date: newer ones are then the others.
  const reading = newer !== undefined && way !== 'own' ? 'seen' : same ? 'not-seen' : 'could-not-tell';
  return [
    observe('nat.translation-outdated', reading, {
      observers: [view.name],
      direction: 'c2s',
      values: {
        address,
        newer: newer?.reply.destination ?? null,
        way: way !== null,
        device: way === 'own' ? null : way,
      },
      citations: [own.at, newer?.at ?? null],
    }),
  ];
}

function isOfEnds({ original, protocol }: ConntrackEntry, { client, server, protocol: wanted }: Flow): boolean {
  const to: Endpoint = { address: original.destination, port: original.destinationPort };
  return (
    protocol === wanted &&
    sameAddress(original.source, client.address) &&
    sameAddress(to.address, server.address) &&
    to.port === server.port
  );
}

/** The one interface where the routes lead to the server now, when it has the newer address; `own` when it has the flow's. */
function wayOf(view: ObserverView, { client, server, protocol }: Flow, newer: string, own: string): string | null {
  const kernel = kernelOf(view, server.address.includes(':') ? 6 : 4);
  // Forwarded packets are looked up for user 0; by which interface they come is not asked.
  const packet = {
    source: client.address,
    destination: server.address,
    iif: '',
    oif: null,
    mark: null,
    tos: 0,
    protocol: protocol === 'tcp' ? 6 : 17,
    sourcePort: client.port,
    destinationPort: server.port,
    user: 0,
  };
  const fates = choose(kernel, packet).map((choice) => onward(kernel, packet, choice));
  const devices = new Set(
    fates.flatMap((fate) => (fate.kind === 'leaves' ? fate.exits.map(({ device }) => device) : [null])),
  );
  const [device] = devices;
  if (devices.size !== 1 || device === null || device === undefined) return null;
  const held = addressesAt(view, device);
  if (held.some((one) => sameAddress(one, own))) return 'own';
  return held.some((one) => sameAddress(one, newer)) ? device : null;
}

function addressesAt(view: ObserverView, device: string): readonly string[] {
  return factsOf(view, 'host-interface').flatMap(({ fact }) =>
    fact.name === device ? (fact.addresses ?? []).map(({ address }) => address) : [],
  );
}

/**
 * States whether the socket of the flow has received nothing since the fix and repeats what it sends: `ss` counts the time
 * since the last data in milliseconds (`lastrcv`, ss(8)). Times of the host and of the fix are compared as they are given.
 */
function quietSince(context: AnalysisContext): readonly Observation[] {
  const fixedAt = milliseconds(context.fixedAt);
  if (fixedAt === null) return [];
  return connectionsOf(context).flatMap((connection) => {
    const { view, socket, bothWays } = connection;
    const received = receivedAt(connection);
    const ago = socket.lastReceivedMs;
    if (received === null || ago === null || bothWays !== true || received + ago < fixedAt) return [];
    const waits = (socket.retransmitsNow ?? 0) > 0;
    return [
      observe('host.quiet-since-fix', received >= fixedAt ? 'not-seen' : waits ? 'seen' : 'could-not-tell', {
        observers: [view.name],
        values: { seconds: Math.round(ago / 100) / 10 },
        citations: [socket.at],
      }),
    ];
  });
}
