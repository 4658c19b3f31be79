import type { FlowPlan, NodeName } from '../../model.ts';
import { askBothWays, askFirewall, askHost, askRouting } from './evidence.ts';
import { masquerade, stateful } from './filter.ts';
import { corridor, type Line, routers } from './line.ts';
import { ends } from './people.ts';
import { flowOf, type Hop, type Port, type Sketch } from './sketch.ts';
import { complain, noise, ping } from './talk.ts';

/** Client, routers, a stateful firewall, routers, server: one way there and the same way back. */
export interface Straight {
  readonly client: Port;
  readonly server: Port;
  readonly firewall: NodeName;
  /** The firewall's interfaces: towards the client and towards the server. */
  readonly outside: string;
  readonly inside: string;
  /** The routers on both sides, from the client to the server. */
  readonly routers: readonly NodeName[];
  readonly line: Line;
}

/** At least so many routers stand between firewall and server. */
export function straight(sketch: Sketch, behind = 0): Straight {
  const { client, server } = ends(sketch);
  const [there, here] = [routers(sketch, sketch.draw.int(0, 2), 'r'), routers(sketch, sketch.draw.int(behind, 2), 's')];
  const firewall = sketch.node('fw1', 'firewall');
  const line = corridor(sketch, [client, ...there, firewall, ...here, server]);
  const at = there.length;
  sketch.note(`${there.length}+${here.length} hops`);
  return {
    client: line.first.near,
    server: line.last.far,
    firewall,
    outside: deviceOf(line.hops[at], 'far'),
    inside: deviceOf(line.hops[at + 1], 'near'),
    routers: [...there, ...here],
    line,
  };
}

function deviceOf(hop: Hop | undefined, end: 'near' | 'far'): string {
  if (hop === undefined) throw new Error('a firewall stands between two hops');
  return hop[end].interface;
}

/** Half of the firewalls for IPv4 translate the clients to their own address inside. */
export function maybeTranslate(sketch: Sketch, { firewall, inside, line }: Straight): boolean {
  const translates = sketch.family === 4 && sketch.draw.chance(0.5);
  if (translates) {
    masquerade(sketch, firewall, inside);
    // Everybody behind it answers that address, so everybody needs a way to its network.
    const at = line.hops.findIndex(({ near }) => near.node === firewall);
    const translated = line.hops[at];
    // The host at the end has its default route.
    if (translated !== undefined) sketch.leadBack(translated.net.prefix, line.hops.slice(at + 1, -1));
  }
  return translates;
}

/** Such a line through a firewall that keeps state and perhaps translates, and a conversation from end to end. */
export function guarded(sketch: Sketch): { readonly net: Straight; readonly flow: FlowPlan } {
  const net = straight(sketch);
  stateful(sketch, net.firewall);
  maybeTranslate(sketch, net);
  return { net, flow: flowOf(sketch, net.client.address, net.server.address) };
}

/** What one collects along such a line: captures at the firewall and at both ends, and everybody's tables. */
export function collectAll(sketch: Sketch, { client, server, firewall, inside, outside, routers }: Straight): void {
  sketch.capture(firewall, outside, inside);
  sketch.capture(client.node, client.interface);
  sketch.capture(server.node, server.interface);
  askFirewall(sketch, firewall);
  askRouting(sketch, ...routers);
  askHost(sketch, server.node, server.address, client.address);
  askHost(sketch, client.node, client.address, server.address);
}

/** The conversation along such a line beside a ping and others, and all that one collects there. */
export function talkAlong(sketch: Sketch, net: Straight, flow: FlowPlan, { listens = true } = {}): void {
  const { client, server } = net;
  complain(sketch, flow, { client: client.node, server: listens ? server.node : null });
  ping(sketch, client.node, server.address);
  noise(sketch, client.node, { node: server.node, address: server.address });
  collectAll(sketch, net);
  askBothWays(sketch, flow, client.node, server);
}
