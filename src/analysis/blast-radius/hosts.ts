import type { ConntrackEntry, HostSocket, SocketEnd } from '../../model/facts.ts';
import type { Endpoint } from '../../model/flow.ts';
import { canonicalAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { present } from '../observation.ts';
import { behindNat, endsByPort, type FlowCondition, type FlowSight, NO_PLACES } from './flow-sight.ts';

/** What connection tracking and the sockets of hosts show. */
export function hostSights({ observers }: AnalysisContext): readonly FlowSight[] {
  return observers.flatMap((view) => [
    ...present(factsOf(view, 'conntrack-entry').map(({ fact }) => trackedSight(fact, view.name))),
    ...socketSights(view),
  ]);
}

/** The client sent the entry's first packet. The reply is expected between the translated names. */
function trackedSight(entry: ConntrackEntry, observer: string): FlowSight | null {
  const { original, reply, at } = entry;
  const client = endpoint(original.source, original.sourcePort);
  const server = endpoint(original.destination, original.destinationPort);
  const behind = {
    client: endpoint(reply.destination, reply.destinationPort),
    server: endpoint(reply.source, reply.sourcePort),
  };
  if (entry.protocolNumber !== TCP || client === null || server === null) return null;
  return {
    ...NO_PLACES,
    observer,
    client,
    server,
    condition: trackedCondition(entry),
    behind: behindNat({ client, server }, { client: behind.client ?? client, server: behind.server ?? server }),
    at,
  };
}

/**
 * `[UNREPLIED]`: no packet came back yet. SYN_RECV: the answer passed and the client never completed the handshake
 * (Linux, nf_conntrack_proto_tcp).
 */
function trackedCondition({ unreplied, state }: ConntrackEntry): FlowCondition {
  return unreplied || state === 'SYN_RECV' || state === 'SYN_SENT2' ? 'half-open' : 'whole';
}

const TCP = 6;

const SOCKET_STATES: ReadonlyMap<string, FlowCondition> = new Map([
  ['SYN-SENT', 'half-open'],
  ['SYN-RECV', 'half-open'],
  ...['ESTAB', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT', 'LAST-ACK', 'CLOSING', 'TIME-WAIT'].map(
    (state) => [state, 'whole'] as const,
  ),
]);

function socketSights(view: ObserverView): readonly FlowSight[] {
  const sockets = factsOf(view, 'host-socket').map(({ fact }) => fact);
  const listens = new Set(sockets.filter(isServing).map(({ local }) => local.port));
  return present(sockets.map((socket) => socketSight(socket, listens, view.name)));
}

function isServing({ state }: HostSocket): boolean {
  return state === 'LISTEN' || state === 'SYN-RECV';
}

function socketSight(socket: HostSocket, listens: ReadonlySet<number | null>, observer: string): FlowSight | null {
  const condition = SOCKET_STATES.get(socket.state ?? '');
  const local = socketEnd(socket.local);
  const peer = socketEnd(socket.peer);
  if (condition === undefined || socket.protocol === 'udp' || local === null || peer === null) return null;
  const ends =
    socket.state === 'SYN-SENT'
      ? { client: local, server: peer }
      : listens.has(local.port)
        ? { client: peer, server: local }
        : endsByPort(local, peer);
  return ends === null ? null : { ...NO_PLACES, observer, ...ends, condition, at: socket.at };
}

function socketEnd({ address, port }: SocketEnd): Endpoint | null {
  return address === null ? null : endpoint(address, port);
}

function endpoint(address: string, port: number | null): Endpoint | null {
  const name = canonicalAddress(address);
  return name === null ? null : { address: name, port };
}
