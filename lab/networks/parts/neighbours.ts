import type { FlowPlan, NodeName } from '../../model.ts';
import { askBothWays, askCounters, askFirewall, askHost, askSockets } from './evidence.ts';
import { ends } from './people.ts';
import { flowOf, type Port, type Sketch } from './sketch.ts';
import { complain, noise, ping } from './talk.ts';

/** A server with a second interface in the network of its client, and source-based routing for that one. */
export interface Neighbours {
  readonly client: Port;
  readonly server: NodeName;
  readonly first: Port;
  readonly second: Port;
  readonly firewall: NodeName;
}

/**
 * Client and server are neighbours in a network whose gateway is a firewall. Packets from the server's second address
 * have a table of their own; `connected` says whether it holds the route of that network.
 */
export function neighbours(sketch: Sketch, connected: boolean): Neighbours {
  const { draw, ip } = sketch;
  const { client, server } = ends(sketch);
  const firewall = sketch.node('fw1', 'firewall');
  const lan = sketch.node('lan1', 'switch');
  const net = draw.subnet(sketch.family);
  const gateway = sketch.join(firewall, lan, net, 1);
  const first = sketch.wire(firewall, server);
  const second = sketch.join(server, lan, net, draw.int(2, 6));
  const pc = sketch.join(client, lan, net, draw.int(7, 12));
  const table = draw.int(100, 250);
  sketch.leadBack('default', [first]);
  sketch.run(client, `${ip} route add default via ${gateway.address}`);
  sketch.run(
    server,
    // First, so that the gateway can be reached at all while its route is made.
    `${ip} route add ${net.prefix} dev ${second.interface} table ${table}`,
    `${ip} route add default via ${gateway.address} dev ${second.interface} table ${table}`,
    ...(connected ? [] : [`${ip} route del ${net.prefix} dev ${second.interface} table ${table}`]),
    `${ip} rule add from ${second.address} lookup ${table} priority ${draw.int(1000, 2000)}`,
  );
  return { client: pc, server, first: first.far, second, firewall };
}

/** The conversation with the neighbour's address, and what one collects at the server, the client and the gateway. */
export function talkToNeighbour(sketch: Sketch, { client, server, second, firewall }: Neighbours): FlowPlan {
  sketch.run(server, `sysctl -qw net.ipv4.conf.all.rp_filter=${sketch.draw.pick([0, 1, 2])}`);
  const flow = flowOf(sketch, client.address, second.address);
  complain(sketch, flow, { client: client.node, server });
  ping(sketch, client.node, second.address);
  noise(sketch, client.node, { node: server, address: second.address });
  sketch.capture(server, second.interface);
  sketch.capture(client.node, client.interface);
  askFirewall(sketch, firewall);
  askHost(sketch, server, second.address, client.address);
  askCounters(sketch, server);
  askSockets(sketch, server, flow);
  askBothWays(sketch, flow, client.node, second);
  return flow;
}
