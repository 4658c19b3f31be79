import type { Evidence } from '../../model/evidence.ts';
import type { FactOf } from '../../model/facts.ts';
import type { Flow } from '../../model/flow.ts';

/** A way that a session has through one firewall, on one side of it. */
export interface Side {
  readonly interface: string | null;
  readonly zone: string | null;
}

/** One session of the flow at one firewall. */
export interface SeenSession {
  readonly id: number;
  /** It was in use when it was last looked at. */
  readonly active: boolean;
  /** Its handshake is not done: the application is `incomplete`. */
  readonly incomplete: boolean;
  /** It has a port that the client is known to use; behind a NAT others have the same address. */
  readonly certain: boolean;
  /** False when this firewall saw a packet of the server first: then it takes the server for the client. */
  readonly forward: boolean;
  /** The first packet, as it came in. */
  readonly source: string;
  readonly destination: string;
  /** Null where the protocol has none. */
  readonly destinationPort: number | null;
  readonly startTime: string | null;
  readonly client: Side;
  readonly server: Side;
  /** The ends as this firewall must route to them: the client before source NAT, the server after destination NAT. */
  readonly routedClient: string;
  readonly routedServer: string;
}

/** The addresses that the ends of a flow go by on the way, the flow's own first. */
export interface EndNames {
  readonly clients: readonly string[];
  readonly servers: readonly string[];
  /** Ports of the client in sessions that name it as itself, with those that NAT gave it. */
  readonly clientPorts: readonly number[];
}

/** What a listing and a detail tell alike. `farSource` and `farDestination` are as sent on, after NAT. */
interface Look {
  readonly id: number;
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  readonly farSource: string;
  readonly farSourcePort: number | null;
  readonly farDestination: string;
  readonly active: boolean;
  readonly incomplete: boolean;
  readonly startTime: string | null;
  readonly in: Side;
  readonly out: Side;
}

/** NAT upon NAT is rare, and four in a row is none that anybody runs. */
const MOST_TRANSLATIONS = 4;

/** All names of both ends that sessions on any firewall show: what one firewall translates, the next one sees. */
export function namesOf(flow: Flow, evidence: readonly Evidence[]): EndNames {
  const looks = looksOf(evidence);
  const [clients, servers] = [new Set([flow.client.address]), new Set([flow.server.address])];
  for (let round = 0; round < MOST_TRANSLATIONS; round += 1) {
    for (const look of looks) {
      if (clients.has(look.source) && isServer(look, servers)) {
        clients.add(look.farSource);
        servers.add(look.destination).add(look.farDestination);
      } else if (servers.has(look.source) && clients.has(look.destination)) {
        servers.add(look.farSource);
        clients.add(look.farDestination);
      }
    }
  }
  const own = looks.filter(({ source }) => source === flow.client.address);
  const ports = own.flatMap(({ sourcePort, farSourcePort }) => [sourcePort, farSourcePort]);
  return {
    clients: [...clients],
    servers: [...servers],
    clientPorts: [...new Set([flow.client.port, ...ports])].filter((port) => port !== null),
  };
}

/** The flow's sessions in what one firewall showed: those of the client's known ports first, then the newest. */
export function sessionsOf(names: EndNames, evidence: readonly Evidence[]): readonly SeenSession[] {
  const [clients, servers] = [new Set(names.clients), new Set(names.servers)];
  const byId = new Map<number, SeenSession>();
  for (const look of looksOf(evidence)) {
    const forward = clients.has(look.source) && isServer(look, servers);
    if (!forward && !(servers.has(look.source) && clients.has(look.destination))) continue;
    const certain = names.clientPorts.some((port) => port === (forward ? look.sourcePort : look.destinationPort));
    const session = seen(look, forward, certain);
    const before = byId.get(look.id);
    byId.set(look.id, before === undefined ? session : joined(before, session));
  }
  return [...byId.values()]
    .map((session) => ({ session, start: startOf(session) }))
    .sort((a, b) => Number(b.session.certain) - Number(a.session.certain) || b.start - a.start)
    .map(({ session }) => session);
}

function isServer(look: Look, servers: ReadonlySet<string>): boolean {
  return servers.has(look.destination) || servers.has(look.farDestination);
}

function seen(look: Look, forward: boolean, certain: boolean): SeenSession {
  return {
    id: look.id,
    active: look.active,
    incomplete: look.incomplete,
    certain,
    forward,
    source: look.source,
    destination: look.destination,
    destinationPort: look.destinationPort === 0 ? null : look.destinationPort,
    startTime: look.startTime,
    client: forward ? look.in : look.out,
    server: forward ? look.out : look.in,
    routedClient: forward ? look.source : look.farDestination,
    routedServer: forward ? look.farDestination : look.source,
  };
}

/** A slot is used again: what was known of an earlier session of the same number is none of the later one's. */
function joined(before: SeenSession, now: SeenSession): SeenSession {
  if (before.startTime !== null && now.startTime !== null && before.startTime !== now.startTime) return now;
  const side = (a: Side, b: Side): Side => ({ interface: b.interface ?? a.interface, zone: b.zone ?? a.zone });
  return {
    ...now,
    startTime: now.startTime ?? before.startTime,
    client: side(before.client, now.client),
    server: side(before.server, now.server),
  };
}

/** Only for the order of sessions of one firewall, so that its time zone does not matter. */
function startOf({ startTime }: SeenSession): number {
  const at = startTime === null ? Number.NaN : Date.parse(`${startTime} UTC`);
  return Number.isNaN(at) ? 0 : at;
}

function looksOf(evidence: readonly Evidence[]): readonly Look[] {
  return evidence.flatMap(({ facts }) =>
    facts.flatMap((fact) => {
      if (fact.kind === 'session-row') return [ofRow(fact)];
      return fact.kind === 'session-detail' ? ofDetail(fact) : [];
    }),
  );
}

function ofRow(row: FactOf<'session-row'>): Look {
  return {
    id: row.id,
    source: row.source.address,
    sourcePort: row.source.port,
    destination: row.destination.address,
    destinationPort: row.destination.port,
    farSource: row.translatedSource.address,
    farSourcePort: row.translatedSource.port,
    farDestination: row.translatedDestination.address,
    active: row.state === 'ACTIVE',
    incomplete: row.application === 'incomplete',
    startTime: row.startTime,
    in: { interface: row.ingress, zone: row.from },
    out: { interface: row.egress, zone: row.to },
  };
}

function ofDetail(detail: FactOf<'session-detail'>): readonly Look[] {
  const { id, c2s, s2c } = detail;
  if (id === null || c2s.source === null || c2s.destination === null) return [];
  return [
    {
      id,
      source: c2s.source,
      sourcePort: c2s.sourcePort,
      destination: c2s.destination,
      destinationPort: c2s.destinationPort,
      farSource: s2c.destination ?? c2s.source,
      farSourcePort: s2c.destinationPort,
      farDestination: s2c.source ?? c2s.destination,
      active: c2s.state === 'ACTIVE',
      incomplete: detail.application === 'incomplete',
      startTime: detail.startTime,
      in: { interface: detail.ingress, zone: c2s.zone },
      out: { interface: detail.egress, zone: s2c.zone },
    },
  ];
}
