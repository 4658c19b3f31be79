import type { NodeName } from '../../model.ts';
import { ends } from './people.ts';
import type { Port, Sketch } from './sketch.ts';

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
