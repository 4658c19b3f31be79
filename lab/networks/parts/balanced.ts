import type { FlowPlan, NodeName } from '../../model.ts';
import { askBothWays, askFirewall, askHost, askRouting, askSockets } from './evidence.ts';
import { chain } from './filter.ts';
import { routers, row } from './line.ts';
import { ends } from './people.ts';
import type { Port, Sketch } from './sketch.ts';
import { complain, noise, ping } from './talk.ts';

/** A load balancer with one interface, in the network of its servers. */
export interface Balanced {
  readonly client: Port;
  readonly server: Port;
  readonly balancer: Port;
  readonly core: NodeName;
  /** The core's interface towards balancer and server. */
  readonly inside: string;
  readonly lan: NodeName;
}

/** The balancer's address is the one that clients ask. Servers answer by the router, as all of that network. */
export function balanced(sketch: Sketch): Balanced {
  const { client, server } = ends(sketch);
  const hops = sketch.draw.int(0, 2);
  const core = sketch.node('core1', 'router');
  const balancer = sketch.node('lb1', 'balancer');
  const lan = sketch.node('lan1', 'switch');
  const line = row(sketch, [client, ...routers(sketch, hops, 'r'), core]);
  sketch.note(`${hops} hops`);
  sketch.lead('default', line.hops);
  sketch.leadBack(line.first.net.prefix, line.hops.slice(1));
  const net = sketch.draw.subnet(sketch.family);
  const gateway = sketch.join(core, lan, net, 1);
  const virtual = sketch.join(balancer, lan, net, sketch.draw.int(2, 5));
  const real = sketch.join(server, lan, net, sketch.draw.int(6, 12));
  for (const node of [balancer, server]) sketch.run(node, `${sketch.ip} route add default via ${gateway.address}`);
  return { client: line.first.near, server: real, balancer: virtual, core, inside: gateway.interface, lan };
}

/** Destination translation to the real server, with source translation or without. */
export function balance(sketch: Sketch, { balancer, server }: Balanced, port: number, translatesSource: boolean): void {
  const [table, to] =
    sketch.family === 6 ? ['ip6', `[${server.address}]:${port}`] : ['ip', `${server.address}:${port}`];
  const match = `${table} daddr ${balancer.address} tcp dport ${port}`;
  sketch.run(
    balancer.node,
    chain(table, 'lb', 'prerouting', 'type nat hook prerouting priority dstnat', `${match} counter dnat to ${to}`),
    ...(translatesSource
      ? [
          chain(
            table,
            'lb',
            'postrouting',
            'type nat hook postrouting priority srcnat',
            `${table} daddr ${server.address} tcp dport ${port} counter masquerade`,
          ),
        ]
      : []),
  );
}

/** The conversation by way of the balancer, and what one collects at it, at both ends and at the router. */
export function talkToBalancer(sketch: Sketch, net: Balanced, flow: FlowPlan): void {
  const { client, server, balancer, core } = net;
  complain(sketch, flow, { client: client.node, server: server.node });
  ping(sketch, client.node, balancer.address);
  noise(sketch, client.node, server);
  sketch.capture(client.node, client.interface);
  sketch.capture(balancer.node, balancer.interface);
  sketch.capture(server.node, server.interface);
  // The router in front of both sees what is asked and who answers.
  sketch.capture(core, net.inside);
  askFirewall(sketch, balancer.node);
  askRouting(sketch, core);
  askHost(sketch, server.node, server.address, client.address);
  for (const end of [client.node, server.node]) askSockets(sketch, end, flow);
  askBothWays(sketch, flow, client.node, server);
}
