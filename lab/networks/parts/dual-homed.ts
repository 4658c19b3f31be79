import type { FlowPlan, NodeName } from '../../model.ts';
import { askBothWays, askCounters, askHost, askRouting, askSockets } from './evidence.ts';
import { routers, row } from './line.ts';
import { ends } from './people.ts';
import type { Port, Sketch } from './sketch.ts';
import { complain, noise, ping } from './talk.ts';

/** A server with two interfaces and one routing table, and a client behind some routers. */
export interface DualHomed {
  readonly client: Port;
  /** The router in front of the server's first interface, by which its default route leads. */
  readonly core: NodeName;
  readonly server: NodeName;
  readonly first: Port;
  /** The interface whose address the client asks. */
  readonly second: Port;
  /** What the server would have to use as gateway for its second address. */
  readonly gateway: string;
}

/**
 * Both interfaces in one subnet, as in a cloud: the network knows which MAC address has which address, so the router
 * never asks and nobody can answer for the other interface. `ports` are those of the switch, first interface first.
 */
export function inOneSubnet(sketch: Sketch): DualHomed & { readonly lan: NodeName; readonly ports: readonly string[] } {
  const { client, server, core } = clientSide(sketch);
  const lan = sketch.node('lan1', 'switch');
  const net = sketch.draw.subnet(sketch.family);
  const gateway = sketch.join(core, lan, net, 1);
  const macs = [sketch.draw.mac(), sketch.draw.mac()] as const;
  const [one, two] = [sketch.draw.int(2, 6), sketch.draw.int(7, 12)];
  const first = sketch.join(server, lan, net, one, macs[0]);
  const second = sketch.join(server, lan, net, two, macs[1]);
  sketch.note('one subnet');
  sketch.run(
    core,
    `ip neigh replace ${first.address} lladdr ${macs[0]} dev ${gateway.interface} nud permanent`,
    `ip neigh replace ${second.address} lladdr ${macs[1]} dev ${gateway.interface} nud permanent`,
  );
  sketch.run(server, `${sketch.ip} route add default via ${gateway.address} dev ${first.interface}`);
  return { client, core, server, first, second, gateway: gateway.address, lan, ports: [first.port, second.port] };
}

/** Each interface in a subnet of its own; between the router and the second one stands `guard`, or nothing. */
export function inTwoSubnets(sketch: Sketch, guard: NodeName | null = null): DualHomed {
  const { client, net, server, core } = clientSide(sketch);
  const first = sketch.wire(core, server);
  const inner = guard === null ? null : sketch.wire(core, guard);
  const second = sketch.wire(guard ?? core, server);
  sketch.note('two subnets');
  if (inner !== null) {
    sketch.lead(second.net.prefix, [inner]);
    sketch.leadBack(net, [inner]);
  }
  sketch.leadBack('default', [first]);
  return { client, core, server, first: first.far, second: second.far, gateway: second.near.address };
}

function clientSide(sketch: Sketch) {
  const { client, server } = ends(sketch);
  const hops = sketch.draw.int(0, 2);
  const core = sketch.node('core1', 'router');
  const line = row(sketch, [client, ...routers(sketch, hops, 'r'), core]);
  sketch.lead('default', line.hops);
  sketch.leadBack(line.first.net.prefix, line.hops.slice(1));
  sketch.note(`${hops} hops`);
  return { client: line.first.near, net: line.first.net.prefix, server, core };
}

/** The conversation with the second address, and what one collects at the server, the client and the router. */
export function talkToSecond(sketch: Sketch, net: DualHomed, flow: FlowPlan): void {
  const { client, server, first, second } = net;
  complain(sketch, flow, { client: client.node, server });
  ping(sketch, client.node, second.address);
  noise(sketch, client.node, { node: server, address: first.address });
  sketch.capture(server, second.interface, first.interface);
  sketch.capture(client.node, client.interface);
  askAboutSecond(sketch, net, flow);
}

/** What one asks of the router, the server and both ends of a conversation with the second address. */
export function askAboutSecond(sketch: Sketch, { client, server, second, core }: DualHomed, flow: FlowPlan): void {
  askRouting(sketch, core);
  askHost(sketch, server, second.address, client.address);
  askCounters(sketch, server);
  for (const end of [client.node, server]) askSockets(sketch, end, flow);
  askBothWays(sketch, flow, client.node, second);
}
