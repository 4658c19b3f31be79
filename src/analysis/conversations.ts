import type { Endpoint, Protocol } from '../model/flow.ts';
import { canonicalAddress } from './address.ts';
import { compareText } from './evidence-order.ts';
import type { End, Look } from './look.ts';

interface Leg {
  readonly look: Look;
  readonly protocol: Protocol;
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** The same two ends after this firewall's translation. */
  readonly translatedClient: Endpoint;
  readonly translatedServer: Endpoint;
}

/** Looks at one service between two ends, at whichever firewall, under the names that the ends have before translation. */
export interface Conversation {
  readonly key: string;
  readonly protocol: Protocol;
  readonly client: string;
  readonly server: Endpoint;
  readonly legs: readonly Leg[];
}

/** Ports that only services listen on, and ports that only clients are given (IANA: dynamic from 49152, Linux from 32768). */
const SERVICE_BELOW = 1024;
const CLIENT_FROM = 32768;
const FTP_DATA = 20;

function endpoint({ address, port }: End, protocol: Protocol): Endpoint | null {
  const name = address === null ? null : canonicalAddress(address);
  if (name === null || name === '0.0.0.0' || name === '::') return null;
  // ICMP has no ports: PAN-OS prints its identifier and sequence number there.
  return { address: name, port: protocol === 'icmp' || protocol === 'icmp6' ? null : port };
}

/** One look as the device saw it: the end that sent the first packet is taken for the client. */
function legOf(look: Look): Leg | null {
  const { protocol } = look;
  if (protocol === null || /^PRED/i.test(look.type ?? '')) return null;
  const client = endpoint(look.source, protocol);
  const server = endpoint(look.destination, protocol);
  if (client === null || server === null) return null;
  const translatedClient = endpoint(look.translatedSource, protocol) ?? client;
  const translatedServer = endpoint(look.translatedDestination, protocol) ?? server;
  return { look, protocol, client, server, translatedClient, translatedServer };
}

/** The same look, with the end that answered first as the server that it is. */
function turned({ look, protocol, client, server, translatedClient, translatedServer }: Leg): Leg {
  return {
    look,
    protocol,
    client: translatedServer,
    server: translatedClient,
    translatedClient: server,
    translatedServer: client,
  };
}

/**
 * True for a session that an answer made, in mid-stream: it goes from a service's port to a client's one, or another
 * firewall has the same conversation the other way round. Active FTP does open its data connections from port 20.
 */
function isAnswer(leg: Leg, known: ReadonlySet<string>): boolean {
  const [from, to] = [leg.client.port ?? 0, leg.server.port ?? 0];
  if (from > 0 && from < SERVICE_BELOW && from !== FTP_DATA) return to >= CLIENT_FROM;
  return from < to && known.has(tuple(leg.protocol, leg.translatedServer, leg.translatedClient));
}

function tuple(protocol: Protocol, client: Endpoint, server: Endpoint): string {
  return JSON.stringify([protocol, client.address, client.port, server.address, server.port]);
}

function isTranslated(leg: Leg): boolean {
  return tupleBefore(leg) !== tupleAfter(leg);
}

function tupleBefore({ protocol, client, server }: Leg): string {
  return tuple(protocol, client, server);
}

function tupleAfter({ protocol, translatedClient, translatedServer }: Leg): string {
  return tuple(protocol, translatedClient, translatedServer);
}

/** The leg at the firewall before this one, on the client's side: its translation made what this one sees. */
function origin(leg: Leg, translators: ReadonlyMap<string, Leg>, seen: readonly Leg[] = []): Leg {
  const before = translators.get(tupleBefore(leg));
  return before === undefined || before === leg || seen.includes(before)
    ? leg
    : origin(before, translators, [...seen, leg]);
}

/** Sorts looks into conversations, in an order that does not depend on theirs. */
export function conversationsIn(looks: readonly Look[]): readonly Conversation[] {
  const asSeen = looks.map(legOf).filter((leg) => leg !== null);
  const known = new Set(asSeen.flatMap((leg) => [tupleBefore(leg), tupleAfter(leg)]));
  const legs = asSeen.map((leg) => (isAnswer(leg, known) ? turned(leg) : leg));
  const translators = new Map(legs.filter(isTranslated).map((leg) => [tupleAfter(leg), leg]));
  const grouped = new Map<string, Leg[]>();
  for (const leg of legs) {
    const { protocol, client, server } = origin(leg, translators);
    const key = JSON.stringify([protocol, client.address, server.address, server.port]);
    const members = grouped.get(key) ?? [];
    members.push({ ...leg, client, server });
    grouped.set(key, members);
  }
  return [...grouped]
    .sort(([one], [other]) => compareText(one, other))
    .flatMap(([key, members]) => {
      const [first] = members;
      if (first === undefined) return [];
      return [{ key, protocol: first.protocol, client: first.client.address, server: first.server, legs: members }];
    });
}
