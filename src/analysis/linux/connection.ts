import type { HostSocket } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Endpoint } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { observe, present } from '../observation.ts';
import { milliseconds } from '../time.ts';

/** Loss above about one in a hundred is what users feel; single repeats happen everywhere. */
const TELLING_SHARE = 0.01;
const TELLING_SEGMENTS = 3;
const ENOUGH_BYTES = 100_000;
/** What a segment carries when the socket does not show it. */
const USUAL_SEGMENT = 1448;

/** The socket of the flow on one of its ends. */
export interface Connection {
  readonly view: ObserverView;
  readonly socket: HostSocket;
  /** It has received data, and data that it sent is acknowledged. Null when the listing does not show it. */
  readonly bothWays: boolean | null;
}

/** The sockets of the flow, as `ss` shows them on its client or its server. */
export function connectionsOf({ observers, ends }: AnalysisContext): readonly Connection[] {
  if (ends === null || ends.protocol !== 'tcp') return [];
  const joins = ({ local, peer }: HostSocket): boolean =>
    (isEnd(local, ends.servers) && isEnd(peer, ends.clients)) ||
    (isEnd(local, ends.clients) && isEnd(peer, ends.servers));
  return observers.flatMap((view) =>
    factsOf(view, 'host-socket').flatMap(({ fact }) =>
      fact.state !== 'LISTEN' && joins(fact) ? [{ view, socket: fact, bothWays: carriesBoth(fact) }] : [],
    ),
  );
}

/** When the socket received data last, in milliseconds since 1970 by the reading's time; null when it does not show. */
export function receivedAt({ view, socket }: Connection): number | null {
  const takenAt = milliseconds(view.facts.find(({ fact }) => fact === socket)?.evidence.takenAt ?? null);
  return takenAt === null || socket.lastReceivedMs === null ? null : takenAt - socket.lastReceivedMs;
}

function isEnd({ address, port }: HostSocket['local'], wanted: readonly Endpoint[]): boolean {
  return wanted.some((end) => sameAddress(address, end.address) && (end.port === null || end.port === port));
}

/** `bytes_acked` counts the SYN too (RFC 4898, tcpEStatsAppHCThruOctetsAcked), so that one byte is no data. */
function carriesBoth({ state, bytesReceived, bytesAcknowledged }: HostSocket): boolean | null {
  if (state !== null && /^SYN-(?:SENT|RECV)$/.test(state)) return false;
  if (bytesReceived === null || bytesAcknowledged === null) return null;
  return bytesReceived > 0 && bytesAcknowledged > 1;
}

/** States what the sockets of the flow show: whether both directions carry data, and how much is sent again. */
export function connectionSockets(context: AnalysisContext): readonly Observation[] {
  const connections = connectionsOf(context);
  const views = [...new Set(connections.map(({ view }) => view))];
  return views.flatMap((view) => {
    const own = connections.filter((one) => one.view === view);
    // Of several sockets between the ends the busiest tells most.
    const [busiest] = [...own].sort((one, other) => volume(other.socket) - volume(one.socket));
    return busiest === undefined ? [] : present([both(busiest), waits(own, busiest, context), repeats(busiest)]);
  });
}

function volume({ bytesSent, bytesReceived }: HostSocket): number {
  return (bytesSent ?? 0) + (bytesReceived ?? 0);
}

function both({ view, socket, bothWays }: Connection): Observation {
  const reading: FindingReading = bothWays === null ? 'could-not-tell' : bothWays ? 'seen' : 'not-seen';
  return observe('host.connection-both-ways', reading, {
    observers: [view.name],
    values: { state: socket.state, received: socket.bytesReceived, acknowledged: socket.bytesAcknowledged },
    citations: [socket.at],
  });
}

/**
 * In SYN-RECV the host took a SYN and answered it, and nothing acknowledged the answer; in SYN-SENT nothing answered the
 * host's own (RFC 9293, section 3.3.2).
 */
function waits(own: readonly Connection[], { view, socket }: Connection, { ends }: AnalysisContext): Observation {
  const waiting = own.find((one) => one.socket.state === 'SYN-RECV' || one.socket.state === 'SYN-SENT')?.socket ?? null;
  const { local, state, at } = waiting ?? socket;
  const side = isEnd(local, ends?.servers ?? []) ? 'server' : 'client';
  const reading: FindingReading = waiting !== null ? 'seen' : state === 'ESTAB' ? 'not-seen' : 'could-not-tell';
  return observe('host.handshake-waits', reading, {
    observers: [view.name],
    values: {
      state,
      side,
      for: state === 'SYN-RECV' ? 'an acknowledgement of its answer' : 'an answer to its request',
      answered: state === 'SYN-RECV',
    },
    citations: [at],
  });
}

/** `ss -i` leaves out what is zero, and shows acknowledged bytes only with `-i`. */
function repeats({ view, socket }: Connection): Observation | null {
  const { bytesSent: sent, bytesAcknowledged, retransmits, mss } = socket;
  if (sent === null || sent === 0) return null;
  const segments = retransmits ?? 0;
  const repeated = socket.bytesRetransmitted ?? segments * (mss ?? USUAL_SEGMENT);
  const share = repeated / sent;
  const goesOn = (bytesAcknowledged ?? 0) * 2 > sent && (socket.retransmitsNow ?? 0) <= 1;
  const telling = segments >= TELLING_SEGMENTS && share >= TELLING_SHARE && goesOn;
  const fine = repeated === 0 && sent >= ENOUGH_BYTES && bytesAcknowledged !== null;
  return observe('host.connection-retransmits', telling ? 'seen' : fine ? 'not-seen' : 'could-not-tell', {
    observers: [view.name],
    values: { sent, repeated, percent: Math.round(share * 1000) / 10 },
    citations: [socket.at],
  });
}
