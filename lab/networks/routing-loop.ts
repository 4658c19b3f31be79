import type { NetworkKind } from '../model.ts';
import { askBothWays, askCounters, askFirewall, askHost, askRouting, askSockets } from './parts/evidence.ts';
import { stateful } from './parts/filter.ts';
import { row } from './parts/line.ts';
import { ends } from './parts/people.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** Two routers behind the firewall hand packets to one another: those for the server, or those for the client. */
export const routingLoop: NetworkKind = {
  id: 'routing-loop',
  title: 'Two routers point at each other',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const { client, server } = ends(sketch);
    const firewall = sketch.node('fw1', 'firewall');
    const [near, far] = [sketch.node('r1', 'router'), sketch.node('r2', 'router')];
    const { hops, first, last } = row(sketch, [client, firewall, near, far, server]);
    const [clientNet, serverNet] = [first.net.prefix, last.net.prefix];
    const replies = draw.chance(0.5);
    sketch.note(replies ? 'replies loop' : 'requests loop');
    const middle = hops.slice(2, 3);
    sketch.lead('default', hops.slice(0, 1));
    sketch.lead(serverNet, hops.slice(1, 2));
    sketch.leadBack('default', hops.slice(-1));
    sketch.leadBack(clientNet, middle);
    if (replies) {
      sketch.lead(serverNet, middle);
      sketch.lead(clientNet, middle);
    } else {
      // The near router has the server's network by its default route, back to the firewall that sent it.
      sketch.leadBack('default', hops.slice(1, 2));
    }
    stateful(sketch, firewall);
    const flow = flowOf(sketch, first.near.address, last.far.address);
    complain(sketch, flow, { client, server });
    ping(sketch, client, last.far.address);
    for (const node of [near, far]) sketch.capture(node, 'eth0', 'eth1');
    sketch.capture(firewall, 'eth0', 'eth1');
    askFirewall(sketch, firewall);
    askRouting(sketch, near, far);
    askHost(sketch, server, last.far.address, first.near.address);
    askCounters(sketch, server);
    askSockets(sketch, client, flow);
    noise(sketch, client, { node: firewall, address: first.far.address });
    askBothWays(sketch, flow, client, last.far);
    return sketch.plan({
      truth: {
        cause: 'routing-loop',
        asymmetric: replies,
        where: replies ? `${near} sends replies back to ${far}` : `${near} sends requests back to ${firewall}`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails'], ['tcp-fails', 'started-after-change']]),
    });
  },
};
