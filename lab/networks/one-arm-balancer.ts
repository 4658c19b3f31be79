import type { NetworkKind } from '../model.ts';
import { balance, balanced, talkToBalancer } from './parts/balanced.ts';
import { flowOf, Sketch } from './parts/sketch.ts';

/** The balancer changes the destination only: the server answers the client past it, by its own name. */
export const oneArmBalancer: NetworkKind = {
  id: 'one-arm-balancer',
  title: 'A one-arm load balancer without source translation',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = balanced(sketch);
    const { client, server, balancer } = net;
    const flow = flowOf(sketch, client.address, balancer.address);
    balance(sketch, net, flow.port, false);
    talkToBalancer(sketch, net, flow);
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
