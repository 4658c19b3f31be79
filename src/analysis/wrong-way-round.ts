import type { Citation, Evidence } from '../model/evidence.ts';
import type { Flow } from '../model/flow.ts';
import { sameAddress } from './address.ts';
import { conversationsIn } from './conversations.ts';
import { inPlace } from './evidence-order.ts';
import { knownServices, type Sighting } from './known-services.ts';
import { lookOf } from './look.ts';
import { present } from './observation.ts';

/** A flow that was given, the way round that the evidence shows it, and where it shows that when they differ. */
export interface Oriented {
  readonly flow: Flow;
  readonly turnedBy: Citation | null;
}

/**
 * People give client and server the wrong way round. The flow is turned when some session, log, capture or socket shows the
 * server opening connections to the client and none shows the client opening any to the server. A session that a reply
 * opened in mid-stream shows itself by its ports, and turns nothing.
 */
export function orient(flow: Flow, evidence: readonly Evidence[]): Oriented {
  const ordered = inPlace(evidence);
  const all = [...sessions(ordered), ...captures(ordered), ...knownServices(ordered)];
  const between = (client: string, server: string): readonly Sighting[] =>
    all.filter((one) => sameAddress(one.client, client) && sameAddress(one.server, server));
  const { client, server } = flow;
  const [turned] = between(server.address, client.address);
  if (turned === undefined || between(client.address, server.address).length > 0) return { flow, turnedBy: null };
  return { flow: { ...flow, client: server, server: client }, turnedBy: turned.at };
}

function sessions(evidence: readonly Evidence[]): readonly Sighting[] {
  const looks = present(evidence.flatMap((block) => block.facts.map((fact) => lookOf({ fact, evidence: block }))));
  return conversationsIn(looks).flatMap(({ client, server, legs }) =>
    legs.map(({ look }) => ({ client, server: server.address, at: look.at })),
  );
}

/** A capture knows the client by its SYN; the first packet that it happens to hold tells nothing. */
function captures(evidence: readonly Evidence[]): readonly Sighting[] {
  return evidence
    .flatMap(({ facts }) => facts)
    .filter((fact) => fact.kind === 'capture-flow')
    .filter(({ knownBy }) => knownBy !== 'first-packet' && knownBy !== 'quoted')
    .map(({ client, server, at }) => ({ client: client.address, server: server.address, at }));
}
