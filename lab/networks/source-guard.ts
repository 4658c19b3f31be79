import type { NetworkKind } from '../model.ts';
import { inOneSubnet, talkToSecond } from './parts/dual-homed.ts';
import { chain } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';

/** The network drops what leaves an interface with another source than its own, as a cloud does; it shows nobody. */
export const sourceGuard: NetworkKind = {
  id: 'source-guard',
  title: 'A host answers by its other interface, and the network checks sources',
  build(draw) {
    const sketch = new Sketch(draw, 4);
    const net = inOneSubnet(sketch);
    const { client, server, first, second, lan, ports } = net;
    const guard = [first, second].map(
      ({ address }, index) => `iifname "${ports[index]}" ether type ip ip saddr != ${address} drop`,
    );
    sketch.run(lan, chain('bridge', 'guard', 'forward', 'type filter hook forward priority filter', guard.join('; ')));
    sketch.run(server, `sysctl -qw net.ipv4.conf.all.rp_filter=${draw.pick([0, 2])}`);
    const flow = flowOf(sketch, client.address, second.address);
    talkToSecond(sketch, net, flow);
    return sketch.plan({
      truth: {
        cause: 'multihomed-weak-host',
        alsoRight: ['ec2-source-dest-check'],
        asymmetric: true,
        where: `${server} answers by ${first.interface}, where the network drops foreign sources`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails', 'started-after-change'], ['one-way'], ['tcp-fails']]),
    });
  },
};
