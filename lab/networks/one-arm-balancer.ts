import type { NetworkKind } from '../model.ts';
import { balance, balanced } from './parts/balanced.ts';
import { askFirewall, askHost, askRouting, askSockets } from './parts/evidence.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** The balancer changes the destination only: the server answers the client past it, by its own name. */
export const oneArmBalancer: NetworkKind = {
  id: 'one-arm-balancer',
  title: 'A one-arm load balancer without source translation',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = balanced(sketch);
    const { client, server, balancer, core } = net;
    const flow = flowOf(sketch, client.address, balancer.address);
    balance(sketch, net, flow.port, false);
    complain(sketch, flow, { client: client.node, server: server.node });
    ping(sketch, client.node, balancer.address);
    noise(sketch, client.node, server);
    sketch.capture(client.node, client.interface);
    sketch.capture(balancer.node, balancer.interface);
    sketch.capture(server.node, server.interface);
    askFirewall(sketch, balancer.node);
    askRouting(sketch, core);
    askHost(sketch, server.node, server.address, client.address);
    askSockets(sketch, server.node, flow);
    return sketch.plan({
      truth: {
        cause: 'one-arm-load-balancer',
        asymmetric: true,
        where: `${server.node} answers past ${balancer.node}, which translates no source`,
      },
      flow,
      symptoms: draw.pick([
        ['tcp-fails', 'ping-works'],
        ['tcp-fails', 'started-after-change'],
      ]),
    });
  },
};
