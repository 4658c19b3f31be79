import type { NetworkKind } from '../model.ts';
import { balance, balanced } from './parts/balanced.ts';
import { askFirewall, askHost, askRouting, askSockets } from './parts/evidence.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** The control of `one-arm-balancer`: the server sees the balancer's address and answers it. */
export const oneArmBalancerTranslates: NetworkKind = {
  id: 'one-arm-balancer-translates',
  title: 'A one-arm load balancer that translates sources',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = balanced(sketch);
    const { client, server, balancer, core } = net;
    const flow = flowOf(sketch, client.address, balancer.address);
    balance(sketch, net, flow.port, true);
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
      truth: { cause: null, asymmetric: false, where: 'nothing is wrong' },
      flow,
      symptoms: draw.pick([['intermittent'], []]),
    });
  },
};
