import { protocolNumber } from '../../model/flow.ts';
import type { PanosCommand, ReadCommand } from '../../model/panos-command.ts';
import { type DeviceView, routerOf, zoneOf } from './device-view.ts';

/** Of many attempts of one client the newest tell how it is now. */
export const MOST_SESSIONS = 3;
/** Without a session nothing tells the router: a firewall with more of them is asked in the first ones. */
const MOST_ROUTERS = 3;
const MOST_NAMES = 4;
const LOGS = 50;

type Filter = Extract<ReadCommand, { kind: 'session-all' }>;

/** Both directions, since the first packet that this firewall saw may be the server's; and by port, which a long list hides. */
export function listings({ flow }: DeviceView): readonly PanosCommand[] {
  if (flow === null) return [];
  const { client, server } = flow;
  return [
    ...(server.port === null ? [] : [filter(client.address, server.address, server.port)]),
    filter(client.address, server.address, null),
    filter(server.address, client.address, null),
  ];
}

/** The same by the other names of the ends, where another firewall translates them. */
export function translatedListings(view: DeviceView): readonly PanosCommand[] {
  const { flow, names, sessions } = view;
  if (flow === null || names === null || sessions.length > 0) return [];
  const pairs = names.clients.flatMap((client) => names.servers.map((server) => ({ client, server })));
  return pairs
    .filter(({ client, server }) => client !== flow.client.address || server !== flow.server.address)
    .slice(0, MOST_NAMES)
    .flatMap(({ client, server }) => [filter(client, server, null), filter(server, client, null)]);
}

/**
 * The newest, and the longest in use: a second reading shows something only of what is still there ten seconds later.
 * One that has waited for its handshake for long is the most telling of all beside others that work.
 */
export function details({ sessions }: DeviceView): readonly PanosCommand[] {
  const [first] = sessions;
  const lasting = sessions.filter(({ active, certain }) => active && certain === first?.certain);
  const kept = new Set([lasting.at(-1), lasting.findLast(({ incomplete }) => incomplete)]);
  kept.delete(undefined);
  const others = sessions.filter((one) => !kept.has(one)).slice(0, MOST_SESSIONS - kept.size);
  const chosen = sessions.filter((one) => kept.has(one) || others.includes(one));
  return chosen.map(({ id }): PanosCommand => ({ kind: 'session-id', id }));
}

/** Sessions that have formed since the first reading, or that it left out for older ones. */
export function newDetails(view: DeviceView): readonly PanosCommand[] {
  return details(view).filter((command) => !wasAsked(view, command));
}

/**
 * The request is looked up in the router of the interface that it comes in by, the reply in the router of the interface
 * that it arrives on: a session is bound to no virtual router. NAT is undone before the reply is routed, and destination
 * NAT is done before the request is. Where the two routers differ, both are asked for both, so that a hand-over from one
 * to the other can be followed.
 */
export function lookups(view: DeviceView): readonly PanosCommand[] {
  const [session] = view.sessions;
  if (session === undefined) return lookupsOfNames(view);
  const enters = routersFor(view, session.client.interface);
  const arrives = routersFor(view, session.server.interface);
  const routers = [...new Set([...enters, ...arrives])];
  return distinct([
    ...enters.map((router) => lookup(view, router, session.routedServer)),
    ...arrives.map((router) => lookup(view, router, session.routedClient)),
    ...routers.flatMap((router) => [
      lookup(view, router, session.routedServer),
      lookup(view, router, session.routedClient),
    ]),
  ]);
}

/** A firewall without a session may still be on the way of one direction, and meets the ends by any of their names. */
function lookupsOfNames(view: DeviceView): readonly PanosCommand[] {
  if (view.names === null) return [];
  const addresses = [...view.names.servers.slice(0, MOST_NAMES), ...view.names.clients.slice(0, MOST_NAMES)];
  return distinct(
    view.routers.slice(0, MOST_ROUTERS).flatMap((router) => addresses.map((address) => lookup(view, router, address))),
  );
}

/** PBF is decided on the first packet of a session, so it is asked about that one, in the zone that it came from. */
export function pbfMatch(view: DeviceView): readonly PanosCommand[] {
  const { flow, sessions } = view;
  if (flow === null) return [];
  const protocol = protocolNumber(flow.protocol);
  const [session] = sessions;
  if (session !== undefined) {
    const side = session.forward ? session.client : session.server;
    const fromZone = side.zone ?? zoneOf(view, side.interface);
    if (fromZone === null) return [];
    const { source, destination } = session;
    const destinationPort = flow.server.port === null ? null : session.destinationPort;
    return [{ kind: 'pbf-match', fromZone, source, destination, protocol, destinationPort }];
  }
  const fromZone = zoneOf(view, view.leavesBy.get(flow.client.address) ?? null);
  if (fromZone === null) return [];
  const ends = { source: flow.client.address, destination: flow.server.address, destinationPort: flow.server.port };
  return [{ kind: 'pbf-match', fromZone, protocol, ...ends }];
}

/**
 * Where the flow comes in and goes out, and where the FIB would send its packets: a reply to a request that PBF steered
 * arrives there, and by a change of routes it leaves there.
 */
export function interfaces(view: DeviceView): readonly PanosCommand[] {
  const [session] = view.sessions;
  const ends = view.names === null ? [] : [...view.names.clients, ...view.names.servers];
  const ports =
    session === undefined
      ? ends.map((address) => view.leavesBy.get(address) ?? null)
      : [
          ...[session.client.interface, session.server.interface],
          ...[session.routedServer, session.routedClient].map((address) => view.leavesBy.get(address) ?? null),
        ];
  return distinct(
    ports.flatMap((name): readonly PanosCommand[] => (name === null ? [] : [{ kind: 'interface', name }])),
  );
}

export const COUNTERS: PanosCommand = { kind: 'counters', scope: 'device' };

/**
 * How earlier attempts ended. A record names the ends as the first packet did, so they are looked for as the session here
 * has them and as the flow has them, or by their translated names where there is no session.
 */
export function logs({ flow, names, sessions: [session] }: DeviceView): readonly PanosCommand[] {
  if (flow === null || names === null) return [];
  const translated = { source: names.clients.at(-1) ?? null, destination: names.servers.at(-1) ?? null };
  const { source, destination } = session ?? translated;
  return distinct([
    { kind: 'traffic-log', source: flow.client.address, destination: flow.server.address, count: LOGS },
    { kind: 'traffic-log', source, destination, count: LOGS },
  ]);
}

export function wasAsked({ asked }: DeviceView, command: PanosCommand): boolean {
  return asked.some((other) => sameCommand(other, command));
}

/** Equal in kind and in every field, in whatever order they stand. */
export function sameCommand(a: PanosCommand, b: PanosCommand): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(command: PanosCommand): string {
  return JSON.stringify(Object.entries(command).sort(([a], [b]) => a.localeCompare(b)));
}

function distinct(commands: readonly PanosCommand[]): readonly PanosCommand[] {
  return commands.filter((command, index) => commands.findIndex((other) => sameCommand(other, command)) === index);
}

/** The router of an interface; all of them when nobody knows which. */
function routersFor(view: DeviceView, port: string | null): readonly string[] {
  const router = routerOf(view, port);
  return router === null ? view.routers.slice(0, MOST_ROUTERS) : [router];
}

function lookup({ engine }: DeviceView, router: string, address: string): PanosCommand {
  return { kind: 'fib-lookup', engine, router, address };
}

function filter(source: string, destination: string, destinationPort: number | null): Filter {
  return { kind: 'session-all', source, destination, destinationPort };
}
