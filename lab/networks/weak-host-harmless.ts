import type { NetworkKind } from '../model.ts';
import { inOneSubnet, inTwoSubnets, talkToSecond } from './parts/dual-homed.ts';
import { flowOf, Sketch } from './parts/sketch.ts';

/** The reply leaves by the other interface and nothing on either way minds. */
export const weakHostHarmless: NetworkKind = {
  id: 'weak-host-harmless',
  title: 'A host with two interfaces filters loosely, and nothing on its ways keeps state',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = draw.chance(0.5) ? inOneSubnet(sketch) : inTwoSubnets(sketch);
    const { client, server, first, second } = net;
    const mode = draw.pick([0, 2]);
    sketch.note(`rp_filter ${mode}`);
    sketch.run(server, `sysctl -qw net.ipv4.conf.all.rp_filter=${mode}`);
    const flow = flowOf(sketch, client.address, second.address);
    talkToSecond(sketch, net, flow);
    return sketch.plan({
      truth: { cause: null, asymmetric: true, where: `${server} answers by ${first.interface}, which harms nothing` },
      flow,
      symptoms: draw.pick([['intermittent'], []]),
    });
  },
};
