import type { HostRoute, Traceroute } from '../model/facts.ts';
import type { FindingReading, Observation } from '../model/finding.ts';
import { covers, sameAddress } from './address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { inTimeOrder } from './evidence-order.ts';
import { wayForward } from './fib-forward.ts';
import type { FlowEnds } from './flow-ends.ts';
import { routedAddress, sideOf } from './flow-sessions.ts';
import { haPair } from './ha-state.ts';
import { type ServerHost, serverHosts } from './linux/host-flow.ts';
import { replyWay } from './linux/reply.ts';
import { observe } from './observation.ts';
import { attempts, subjectOf } from './session-condition.ts';
import { isOn, ownAddress } from './topology.ts';

/** A firewall as the server meets it. */
interface Gate {
  readonly view: ObserverView;
  /** The server as this firewall routes to it. */
  readonly server: string;
  /** True when the firewall's addresses on the server's side are known, so that their absence tells something. */
  readonly addressed: boolean;
  /** Whether the server is on a network of the firewall; null when that is not known. */
  readonly adjacent: boolean | null;
}

/** PAN-OS names the target with a keyword; Linux has it as the last word. */
const OF_FIREWALL = /^traceroute\b.*\shost\s/;

type Told = readonly [FindingReading, string | null];

/** States whether the server's way back to the client, as the server itself shows it, passes the firewall. */
export function wayOfServer(context: AnalysisContext): readonly Observation[] {
  const { firewalls, observers, ends, flow } = context;
  if (ends === null || flow === null) return [];
  const holders = firewalls.filter((view) => attempts(view).length > 0);
  const gates = (holders.length > 0 ? holders : firewalls).map((view) => gateOf(view, flow.server.address));
  const hosts = observers.filter(({ role }) => role === 'host');
  const servers = serverHosts(context);
  return gates.flatMap((gate) =>
    hosts.flatMap((host) => [
      ...traced(gate, host, ends, firewalls),
      ...routed(gate, host, ends, servers.find(({ view }) => view === host) ?? null),
    ]),
  );
}

function gateOf(view: ObserverView, given: string): Gate {
  const session = subjectOf(view);
  const server = (session === null ? null : routedAddress(session, 'server')) ?? given;
  const way = wayForward(view, session, given);
  const side = (session === null ? null : sideOf(session, 'server').interface) ?? way?.interfaces[0] ?? null;
  const { topology } = view;
  const onNetwork = topology.subnets.some((subnet) => isOn(topology, subnet.interface, server));
  const connected = way?.kind === 'leaves' ? way.nextHop?.kind === 'connected' : null;
  return {
    view,
    server,
    addressed: side === null ? topology.listedWhole : topology.addresses.some((own) => own.interface === side),
    adjacent: onNetwork || connected === true ? true : connected === false || topology.listedWhole ? false : null,
  };
}

function isClient(address: string, ends: FlowEnds): boolean {
  return ends.clients.some((client) => sameAddress(client.address, address));
}

function traced(
  gate: Gate,
  host: ObserverView,
  ends: FlowEnds,
  firewalls: readonly ObserverView[],
): readonly Observation[] {
  const traces = inTimeOrder(
    factsOf(host, 'traceroute').filter(
      ({ fact, evidence }) => isClient(fact.destination, ends) && !OF_FIREWALL.test(evidence.command ?? ''),
    ),
  );
  const trace = traces.at(-1)?.fact;
  if (trace === undefined) return [];
  const [reading, why] = readTrace(trace, gate, firewalls);
  const hop = trace.hops.find(({ addresses }) =>
    addresses.some((address) => ownAddress(gate.view.topology, address) !== null),
  );
  return [
    observe('path.return-skips-firewall', reading, {
      observers: [host.name, gate.view.name],
      direction: 's2c',
      values: { why, destination: trace.destination },
      citations: [hop?.at ?? trace.at],
    }),
  ];
}

function readTrace({ hops, reached }: Traceroute, gate: Gate, firewalls: readonly ObserverView[]): Told {
  const isOwn = (view: ObserverView) => (address: string) => ownAddress(view.topology, address) !== null;
  const passing = hops.filter(({ addresses }) => addresses.some(isOwn(gate.view)));
  if (passing.some(({ addresses }) => addresses.every(isOwn(gate.view)))) return ['not-seen', null];
  if (passing.length > 0) return ['could-not-tell', 'it is balanced over several ways'];
  if (!gate.addressed) return ['could-not-tell', "the firewall's address on the server's side is not known"];
  if (!reached) return ['could-not-tell', 'it does not reach the client'];
  // A firewall may be set up not to answer: a silent hop can be it.
  if (hops.some(({ addresses }) => addresses.length === 0)) return ['could-not-tell', 'a hop did not answer'];
  const peers = firewalls.filter((view) => view !== gate.view && haPair(view, gate.view) === true);
  const byPeer = hops.some(({ addresses }) => addresses.some((address) => peers.some((view) => isOwn(view)(address))));
  return byPeer ? ['could-not-tell', 'it passes the HA peer'] : ['seen', null];
}

/** The server names itself by the source that it would use. */
function isServer({ source }: HostRoute, gate: Gate, ends: FlowEnds): boolean {
  const names = [gate.server, ...ends.servers.map(({ address }) => address)];
  return source === null || names.some((address) => sameAddress(address, source));
}

/** The kernel's own answer, else what the rules and tables of the server say. */
function routed(gate: Gate, host: ObserverView, ends: FlowEnds, server: ServerHost | null): readonly Observation[] {
  const routes = inTimeOrder(
    factsOf(host, 'host-route').filter(({ fact }) => isClient(fact.destination, ends) && isServer(fact, gate, ends)),
  );
  const route = routes.at(-1)?.fact;
  if (route !== undefined) return [gateway(gate, host, route, [route.at])];
  const way = server === null ? null : replyWay(server);
  const [exit, ...others] = way?.exits ?? [];
  if (way === null || exit === undefined || others.length > 0) return [];
  return [gateway(gate, host, { via: exit.gateway, device: exit.device }, way.citations)];
}

type NextHop = Pick<HostRoute, 'via' | 'device'>;

function gateway(gate: Gate, host: ObserverView, hop: NextHop, citations: Observation['citations']): Observation {
  const direct = hop.via === null && hop.device !== null;
  return observe('path.server-gateway-elsewhere', readRoute(hop, gate), {
    observers: [host.name, gate.view.name],
    direction: 's2c',
    values: { via: direct ? 'the client itself, as a neighbour' : hop.via, device: hop.device },
    citations,
  });
}

/** A server behind another router has another gateway by rights: only a neighbour of the firewall can bypass it so. */
function readRoute({ via, device }: NextHop, gate: Gate): FindingReading {
  if (via !== null && ownAddress(gate.view.topology, via) !== null) return 'not-seen';
  if (device === null || !gate.addressed || gate.adjacent !== true) return 'could-not-tell';
  // Routers announce themselves by their link-local address, which an interface page may leave out.
  const isLinkLocal = (address: string): boolean => covers('fe80::/10', address);
  if (via !== null && isLinkLocal(via) && !gate.view.topology.addresses.some((own) => isLinkLocal(own.address)))
    return 'could-not-tell';
  return 'seen';
}
