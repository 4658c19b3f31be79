import type { NetworkKind } from '../model.ts';
import { balance, balanced, talkToBalancer } from './parts/balanced.ts';
import { flowOf, Sketch } from './parts/sketch.ts';

/** The control of `one-arm-balancer`: the server sees the balancer's address and answers it. */
export const oneArmBalancerTranslates: NetworkKind = {
  id: 'one-arm-balancer-translates',
  title: 'A one-arm load balancer that translates sources',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = balanced(sketch);
    const { client, balancer } = net;
    const flow = flowOf(sketch, client.address, balancer.address);
    balance(sketch, net, flow.port, true);
    talkToBalancer(sketch, net, flow);
    return sketch.plan({
      truth: { cause: null, asymmetric: false, where: 'nothing is wrong' },
      flow,
      symptoms: draw.pick([['intermittent'], []]),
    });
  },
};
