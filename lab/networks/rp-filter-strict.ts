import type { NetworkKind } from '../model.ts';
import { inOneSubnet, inTwoSubnets, talkToSecond } from './parts/dual-homed.ts';
import { flowOf, Sketch } from './parts/sketch.ts';

/** The server's kernel takes requests only where its own way back leads, and that is the other interface. */
export const rpFilterStrict: NetworkKind = {
  id: 'rp-filter-strict',
  title: 'A host with two interfaces filters strictly',
  build(draw) {
    const sketch = new Sketch(draw, 4);
    const net = draw.chance(0.5) ? inOneSubnet(sketch) : inTwoSubnets(sketch);
    const { client, server, first, second } = net;
    sketch.run(
      server,
      ...(draw.chance(0.5)
        ? ['sysctl -qw net.ipv4.conf.all.rp_filter=1']
        : [first, second].map((port) => `sysctl -qw net/ipv4/conf/${port.interface}/rp_filter=1`)),
    );
    const flow = flowOf(sketch, client.address, second.address);
    talkToSecond(sketch, net, flow);
    return sketch.plan({
      truth: { cause: 'rp-filter-strict', asymmetric: true, where: `${server}: rp_filter 1 on ${second.interface}` },
      flow,
      symptoms: draw.pick([['tcp-fails', 'started-after-change'], ['tcp-fails'], ['one-way', 'started-after-change']]),
    });
  },
};
