import type { Citation } from '../../model/evidence.ts';
import { protocolNumber } from '../../model/flow.ts';
import { canonicalAddress, covers, sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { type Arrival, capturedArrival, resolvedArrival } from './arrival.ts';
import { LOCAL_TABLE } from './choice.ts';
import { kernelOf, ownRoute } from './host-view.ts';
import type { Kernel, Packet } from './kernel.ts';
import { ownerOf } from './own-interfaces.ts';

/**
 * The interface that the request came in on, and what tells it: a kernel log line, a capture, what its neighbours hold in
 * ARP, or its address.
 */
export interface Ingress {
  readonly device: string;
  readonly by: 'log' | 'capture' | 'neighbour' | 'address';
  readonly at: Citation | null;
}

/** A host that has the server's address, as it meets the flow. */
export interface ServerHost {
  readonly view: ObserverView;
  readonly kernel: Kernel;
  readonly server: string;
  readonly client: string;
  readonly ingress: Ingress | null;
  /** Where captured requests came to the host. */
  readonly captured: Arrival | null;
  /** The reply as the kernel looks it up. Its mark and its process are not known. */
  readonly reply: Omit<Packet, 'iif'> & { readonly source: string };
}

/** The hosts of the evidence that are the flow's server: by their addresses, or because nothing else can be told. */
export function serverHosts(context: AnalysisContext): readonly ServerHost[] {
  const { observers, ends, flow } = context;
  if (ends === null || flow === null) return [];
  const servers = ends.servers.map(({ address }) => address);
  const clients = [...new Set(ends.clients.map(({ address }) => address))];
  const translated = clients.filter((address) => !sameAddress(address, flow.client.address));
  const client = translated.length === 1 ? (translated[0] ?? flow.client.address) : flow.client.address;
  const protocol = protocolNumber(flow.protocol);
  const portless = protocol !== 6 && protocol !== 17;
  return observers.flatMap((view) => {
    const server = view.role === 'host' ? ownServer(view, servers) : null;
    if (server === null) return [];
    const kernel = withOwn(kernelOf(view, server.includes(':') ? 6 : 4), server);
    const reply = {
      source: server,
      destination: client,
      oif: null,
      mark: null,
      tos: 0,
      protocol,
      sourcePort: portless ? 0 : flow.server.port,
      destinationPort: portless ? 0 : flow.client.port,
      user: null,
    };
    const captured = capturedOn(view, client, server) ?? capturedArrival(context, view, server);
    const ingress =
      loggedOn(view, client, server) ??
      told('capture', captured) ??
      told('neighbour', server.includes(':') ? null : resolvedArrival(context, view, server)) ??
      addressOn(view, kernel, server);
    return [{ view, kernel, server, client, ingress, captured, reply }];
  });
}

/** The host's `local` table holds the server's address, whether or not that was shown. */
function withOwn(kernel: Kernel, server: string): Kernel {
  const rows = kernel.tables.get(LOCAL_TABLE) ?? [];
  const isOwn = rows.some(({ type, prefix }) => type === 'local' && covers(prefix, server));
  if (isOwn) return kernel;
  const added = ownRoute('lo', { address: server }, kernel.family);
  return { ...kernel, tables: new Map([...kernel.tables, [LOCAL_TABLE, [...rows, added]]]) };
}

/** Which of the server's names is an address of this host; null when it is none, or none that was shown. */
function ownServer(view: ObserverView, servers: readonly string[]): string | null {
  const own = ownAddresses(view);
  return servers.find((server) => own.has(canonicalAddress(server) ?? '')) ?? null;
}

/** True when the addresses of a host were shown and neither end of the flow is among them. */
export function isNoEnd(view: ObserverView, ends: FlowEnds): boolean {
  const own = ownAddresses(view);
  return (
    own.size > 0 && ![...ends.clients, ...ends.servers].some(({ address }) => own.has(canonicalAddress(address) ?? ''))
  );
}

function ownAddresses(view: ObserverView): ReadonlySet<string> {
  const shown = [
    ...factsOf(view, 'host-interface').flatMap(({ fact }) => (fact.addresses ?? []).map(({ address }) => address)),
    ...factsOf(view, 'host-table-route').flatMap(({ fact }) => [
      fact.type === 'local' ? (fact.prefix.split('/')[0] ?? '') : '',
      fact.source ?? '',
    ]),
    ...factsOf(view, 'host-route').map(({ fact }) => fact.source ?? ''),
    ...factsOf(view, 'martian').map(({ fact }) => (fact.what === 'source' ? fact.destination : '')),
  ];
  return new Set(shown.flatMap((address) => canonicalAddress(address) ?? []));
}

function told(by: Ingress['by'], arrival: Arrival | null): Ingress | null {
  return arrival === null ? null : { ...arrival, by };
}

function loggedOn(view: ObserverView, client: string, server: string): Ingress | null {
  const logged = factsOf(view, 'martian').find(
    ({ fact }) => sameAddress(fact.source, client) && sameAddress(fact.destination, server),
  )?.fact;
  return logged === undefined ? null : { device: logged.device, by: 'log', at: logged.at };
}

/**
 * Unless something shows otherwise, the network delivers a packet to the interface that holds the address. The kernel's own
 * routes name that interface too (ip-address(8), ip-route(8) `proto kernel`): when they name another one, the listings are of
 * two times or two hosts.
 */
function addressOn(view: ObserverView, kernel: Kernel, server: string): Ingress | null {
  const [listed, routed] = [listedOn(view, server), routedOn(kernel, server)];
  return listed !== null && routed !== null && listed.device !== routed.device ? null : (listed ?? routed);
}

function listedOn(view: ObserverView, server: string): Ingress | null {
  for (const { fact } of factsOf(view, 'host-interface')) {
    const own = fact.addresses?.find(({ address }) => sameAddress(address, server));
    if (own !== undefined && fact.linkType !== 'loopback' && fact.name !== 'lo') {
      return { device: fact.name, by: 'address', at: own.at };
    }
  }
  return null;
}

function routedOn(kernel: Kernel, server: string): Ingress | null {
  const routes = [...kernel.tables.values()].flat();
  const local = routes.find(
    ({ type, prefix }) => type === 'local' && sameAddress(prefix.split('/')[0] ?? null, server),
  );
  const connected = routes.find(
    ({ source, automatic, nextHops }) => automatic && sameAddress(source, server) && nextHops[0]?.gateway === null,
  );
  const route = local ?? connected;
  const device = route?.nextHops[0]?.device ?? null;
  return device === null || device === 'lo' ? null : { device, by: 'address', at: route?.at ?? null };
}

/** Requests in a capture of one interface, or marked with one, came in there, unless another capture shows them elsewhere too. */
function capturedOn(view: ObserverView, client: string, server: string): Arrival | null {
  const summaries = factsOf(view, 'capture-summary');
  const owner = ownerOf(view, server);
  // What a bond, a bridge or a VRF receives passes a part of it first, and a VLAN's its parent; the filter looks at the whole.
  const parts = new Set([
    ...factsOf(view, 'host-interface').flatMap(({ fact }) => (fact.master === null ? [] : [fact.name])),
    owner?.parent ?? null,
  ]);
  const seen = factsOf(view, 'capture-flow').flatMap(({ fact, evidence }): readonly Arrival[] => {
    const requests = sameAddress(fact.client.address, client) && sameAddress(fact.server.address, server);
    const shown = summaries.find((one) => one.evidence === evidence)?.fact.interfaces ?? [];
    const [marked] = fact.c2s.interfaces.values;
    const single = fact.c2s.interfaces.values.length === 1 && fact.c2s.interfaces.others === 0;
    const device = (single ? marked?.value : null) ?? (shown.length === 1 ? (shown[0]?.name ?? null) : null);
    if (!requests || fact.c2s.packets === 0 || device === null || device === 'any' || parts.has(device)) return [];
    return [{ device, at: fact.at }];
  });
  return new Set(seen.map(({ device }) => device)).size === 1 ? (seen[0] ?? null) : null;
}
