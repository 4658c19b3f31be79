import type { Citation, Evidence } from '../model/evidence.ts';
import type { ConntrackEntry, HostSocket } from '../model/facts.ts';

/** That some place shows which of two ends opens connections to the other. */
export interface Sighting {
  readonly client: string;
  readonly server: string;
  readonly at: Citation;
}

interface End {
  readonly address: string | null;
  readonly port: number | null;
}

/**
 * Ports that tell by themselves: the ranges that systems choose their own ports from begin at 32768 (Linux), 49152
 * (Windows, RFC 6335) or 10000 (FreeBSD), so that a port below all of them beside one above is the service's.
 */
const SERVICES_BELOW = 10_000;
const CHOSEN_FROM = 32_768;

/** What flow logs, connection tracking and sockets show of who opens connections to whom. */
export function knownServices(evidence: readonly Evidence[]): readonly Sighting[] {
  return evidence.flatMap(({ facts }) => {
    const listening = new Set(
      facts.flatMap((fact) => (fact.kind === 'host-socket' && fact.state === 'LISTEN' ? [fact.local.port] : [])),
    );
    return facts.flatMap((fact): readonly Sighting[] => {
      if (fact.kind === 'conntrack-entry') return tracked(fact);
      if (fact.kind === 'host-socket') return connected(fact, listening);
      if (fact.kind !== 'aws-flow-record') return [];
      const from = { address: fact.source, port: fact.sourcePort };
      return byPorts(from, { address: fact.destination, port: fact.destinationPort }, fact.at);
    });
  });
}

/** The first packet that was tracked is the client's, unless tracking began in mid-stream, which its ports show. */
function tracked({ original, at }: ConntrackEntry): readonly Sighting[] {
  const from = { address: original.source, port: original.sourcePort };
  const to = { address: original.destination, port: original.destinationPort };
  const [shown] = byPorts(from, to, at);
  return shown === undefined ? sighting(from, to, at) : [shown];
}

/** A socket whose port the host listens on was opened by its peer. */
function connected({ state, local, peer, at }: HostSocket, listening: ReadonlySet<number | null>): readonly Sighting[] {
  if (state === 'LISTEN') return [];
  if (state === 'SYN-SENT') return sighting(local, peer, at);
  if (state === 'SYN-RECV' || listening.has(local.port)) return sighting(peer, local, at);
  return byPorts(local, peer, at);
}

function byPorts(one: End, other: End, at: Citation): readonly Sighting[] {
  if (one.port === null || other.port === null) return [];
  if (one.port < SERVICES_BELOW && other.port >= CHOSEN_FROM) return sighting(other, one, at);
  return other.port < SERVICES_BELOW && one.port >= CHOSEN_FROM ? sighting(one, other, at) : [];
}

function sighting(client: End, server: End, at: Citation): readonly Sighting[] {
  return client.address === null || server.address === null
    ? []
    : [{ client: client.address, server: server.address, at }];
}
