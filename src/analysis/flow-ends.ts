import type { Endpoint, Flow, Protocol } from '../model/flow.ts';
import { canonicalAddress, sameAddress } from './address.ts';
import type { End, Look } from './look.ts';

/** The names under which the two ends are known: what the flow says, and what sessions of the flow translate it to. */
export interface FlowEnds {
  readonly protocol: Protocol;
  readonly clients: readonly Endpoint[];
  readonly servers: readonly Endpoint[];
}

/** Whether the first packet that the device saw came from the flow's client or from its server. */
export type Orientation = 'forward' | 'reversed';

function isEnd(end: End, wanted: readonly Endpoint[]): boolean {
  return wanted.some(({ address, port }) => sameAddress(end.address, address) && (port === null || end.port === port));
}

function speaksOf(look: Look, ends: FlowEnds): boolean {
  if (look.type !== null && /^PRED/i.test(look.type)) return false;
  // Some log tables leave the protocol out; a matching server port then has to do.
  return look.protocol === ends.protocol || (look.protocol === null && ends.servers.some(({ port }) => port !== null));
}

/** How the look lies to the flow, null when it is of another conversation. Either side of a translation matches. */
export function orientationOf(look: Look, ends: FlowEnds): Orientation | null {
  if (!speaksOf(look, ends)) return null;
  const either = (one: End, other: End, wanted: readonly Endpoint[]): boolean =>
    isEnd(one, wanted) || isEnd(other, wanted);
  const { source, translatedSource, destination, translatedDestination } = look;
  if (either(source, translatedSource, ends.clients) && either(destination, translatedDestination, ends.servers)) {
    return 'forward';
  }
  const reversed =
    either(destination, translatedDestination, ends.clients) && either(source, translatedSource, ends.servers);
  return reversed ? 'reversed' : null;
}

/** A long listing can translate a flow to a name for each of its sessions, and every look is held against every name. */
const NAMES_AT_MOST = 1_000;

/** The names of one end, each once. */
interface Names {
  readonly ends: Endpoint[];
  readonly known: Set<string>;
}

function add({ ends, known }: Names, names: readonly End[]): void {
  for (const { address, port } of names) {
    const spelled = address === null ? null : canonicalAddress(address);
    if (address === null || spelled === null || ends.length >= NAMES_AT_MOST) continue;
    if (known.has(keyOf(spelled, null)) || known.has(keyOf(spelled, port))) continue;
    // A look that does not show the port of a known end is no reason to take any port for it.
    if (port === null && ends.some((one) => canonicalAddress(one.address) === spelled)) continue;
    known.add(keyOf(spelled, port));
    ends.push({ address, port });
  }
}

function namesFrom(end: Endpoint): Names {
  return { ends: [end], known: new Set([keyOf(canonicalAddress(end.address) ?? end.address, end.port)]) };
}

function keyOf(address: string, port: number | null): string {
  return `${address} ${port ?? ''}`;
}

/**
 * The ends of the flow with the names that its own sessions give them, so that a session behind a translating firewall
 * is found too. A translated address counts only with its port: many clients share it.
 */
export function endsOf(flow: Flow, looks: readonly Look[]): FlowEnds {
  const { protocol } = flow;
  const [clients, servers] = [namesFrom(flow.client), namesFrom(flow.server)];
  const given: FlowEnds = { protocol, clients: [flow.client], servers: [flow.server] };
  for (const look of looks) {
    const orientation = orientationOf(look, given);
    if (orientation === null) continue;
    const sources = [look.source, look.translatedSource];
    const destinations = [look.destination, look.translatedDestination];
    add(clients, orientation === 'forward' ? sources : destinations);
    add(servers, orientation === 'forward' ? destinations : sources);
  }
  return { protocol, clients: clients.ends, servers: servers.ends };
}

/** The same ends, whatever port the client uses. Translated names keep their ports. */
export function anyClientPort(flow: Flow): Flow {
  return { ...flow, client: { address: flow.client.address, port: null } };
}
