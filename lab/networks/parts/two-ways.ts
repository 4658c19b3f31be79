import type { FlowPlan, NodeName, NodeRole } from '../../model.ts';
import { askBothWays, askFirewall, askHost, askRouting, askSockets } from './evidence.ts';
import { stateful } from './filter.ts';
import { routers, row } from './line.ts';
import { ends } from './people.ts';
import type { Hop, Port, Sketch } from './sketch.ts';
import { monitor } from './talk.ts';

/** Between an edge and a core router there are two ways, each through one device. */
export interface TwoWays {
  readonly client: Port;
  /** The routers between the client and the edge. */
  readonly between: readonly NodeName[];
  readonly clientNet: string;
  readonly server: Port;
  readonly serverNet: string;
  readonly edge: NodeName;
  readonly core: NodeName;
  /** The middle of each way: the hop from the edge to it, and the one from it to the core. */
  readonly ways: readonly [Way, Way];
}

export interface Way {
  readonly middle: NodeName;
  readonly up: Hop;
  readonly down: Hop;
}

/** All of it but the routes of the edge to the server and of the core to the client: these are what a kind decides. */
export function twoWays(sketch: Sketch, first: [NodeName, NodeRole], second: [NodeName, NodeRole]): TwoWays {
  const { client, server } = ends(sketch);
  const hops = sketch.draw.int(0, 2);
  sketch.note(`${hops} hops`);
  const [edge, core] = [sketch.node('edge1', 'router'), sketch.node('core1', 'router')];
  const between = routers(sketch, hops, 'r');
  const line = row(sketch, [client, ...between, edge]);
  const inside = sketch.wire(core, server);
  const [clientNet, serverNet] = [line.first.net.prefix, inside.net.prefix];
  sketch.lead('default', line.hops);
  sketch.leadBack(clientNet, line.hops.slice(1));
  sketch.leadBack('default', [inside]);
  const through = ([middle, role]: [NodeName, NodeRole]): Way => {
    sketch.node(middle, role);
    const [up, down] = [sketch.wire(edge, middle), sketch.wire(middle, core)];
    sketch.lead(serverNet, [down]);
    sketch.leadBack(clientNet, [up]);
    return { middle, up, down };
  };
  const ways = [through(first), through(second)] as const;
  return { client: line.first.near, between, clientNet, server: inside.far, serverNet, edge, core, ways };
}

/** Makes both ways' middles stateful firewalls that share nothing, each watched, captured at and asked. */
export function guardWays(sketch: Sketch, { client, server, ways }: TwoWays): void {
  for (const { middle, up, down } of ways) {
    monitor(sketch, client.node, { node: middle, address: up.far.address });
    monitor(sketch, server.node, { node: middle, address: down.near.address });
    stateful(sketch, middle);
    sketch.capture(middle, 'eth0', 'eth1');
    askFirewall(sketch, middle);
  }
}

/** What both ends and the routers between are asked, and the server of its sockets. */
export function askEnds(sketch: Sketch, net: TwoWays, flow: FlowPlan): void {
  const { client, server } = net;
  askHost(sketch, server.node, server.address, client.address);
  askHost(sketch, client.node, client.address, server.address);
  askRouting(sketch, ...net.between);
  for (const end of [client.node, server.node]) askSockets(sketch, end, flow);
  askBothWays(sketch, flow, client.node, server);
}
