import type { NetworkKind } from '../model.ts';
import { inOneSubnet } from './parts/dual-homed.ts';
import { askBothWays, askCounters, askHost, askRouting, askSockets } from './parts/evidence.ts';
import { chain } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** The network drops what leaves an interface with another source than its own, as a cloud does; it shows nobody. */
export const sourceGuard: NetworkKind = {
  id: 'source-guard',
  title: 'A host answers by its other interface, and the network checks sources',
  build(draw) {
    const sketch = new Sketch(draw, 4);
    const { client, server, first, second, core, lan, ports } = inOneSubnet(sketch);
    const guard = [first, second].map(
      ({ address }, index) => `iifname "${ports[index]}" ether type ip ip saddr != ${address} drop`,
    );
    sketch.run(lan, chain('bridge', 'guard', 'forward', 'type filter hook forward priority filter', guard.join('; ')));
    sketch.run(server, `sysctl -qw net.ipv4.conf.all.rp_filter=${draw.pick([0, 2])}`);
    const flow = flowOf(sketch, client.address, second.address);
    complain(sketch, flow, { client: client.node, server });
    ping(sketch, client.node, second.address);
    noise(sketch, client.node, { node: server, address: first.address });
    sketch.capture(server, second.interface, first.interface);
    sketch.capture(client.node, client.interface);
    askRouting(sketch, core);
    askHost(sketch, server, second.address, client.address);
    askCounters(sketch, server);
    for (const end of [client.node, server]) askSockets(sketch, end, flow);
    askBothWays(sketch, flow, client.node, second);
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
