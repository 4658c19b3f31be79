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

function withNames(known: readonly Endpoint[], names: readonly End[]): readonly Endpoint[] {
  const added: Endpoint[] = [...known];
  for (const { address, port } of names) {
    if (address === null || canonicalAddress(address) === null) continue;
    if (!added.some((end) => sameAddress(end.address, address) && (end.port === null || end.port === port))) {
      added.push({ address, port });
    }
  }
  return added;
}

/**
 * The ends of the flow with the names that its own sessions give them, so that a session behind a translating firewall
 * is found too. A translated address counts only with its port: many clients share it.
 */
export function endsOf(flow: Flow, looks: readonly Look[]): FlowEnds {
  let { protocol, clients, servers }: FlowEnds = {
    protocol: flow.protocol,
    clients: [flow.client],
    servers: [flow.server],
  };
  const given: FlowEnds = { protocol, clients, servers };
  for (const look of looks) {
    const orientation = orientationOf(look, given);
    if (orientation === null) continue;
    const sources = [look.source, look.translatedSource];
    const destinations = [look.destination, look.translatedDestination];
    clients = withNames(clients, orientation === 'forward' ? sources : destinations);
    servers = withNames(servers, orientation === 'forward' ? destinations : sources);
  }
  return { protocol, clients, servers };
}

/** The same ends, whatever port the client uses. Translated names keep their ports. */
export function anyClientPort(flow: Flow): Flow {
  return { ...flow, client: { address: flow.client.address, port: null } };
}
