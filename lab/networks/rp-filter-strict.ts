import type { NetworkKind } from '../model.ts';
import { inOneSubnet, inTwoSubnets } from './parts/dual-homed.ts';
import { askCounters, askHost, askRouting, askSockets } from './parts/evidence.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** The server's kernel takes requests only where its own way back leads, and that is the other interface. */
export const rpFilterStrict: NetworkKind = {
  id: 'rp-filter-strict',
  title: 'A host with two interfaces filters strictly',
  build(draw) {
    const sketch = new Sketch(draw, 4);
    const net = draw.chance(0.5) ? inOneSubnet(sketch) : inTwoSubnets(sketch);
    const { client, server, first, second, core } = net;
    sketch.run(
      server,
      ...(draw.chance(0.5)
        ? ['sysctl -qw net.ipv4.conf.all.rp_filter=1']
        : [first, second].map((port) => `sysctl -qw net.ipv4.conf.${port.interface}.rp_filter=1`)),
    );
    const flow = flowOf(sketch, client.address, second.address);
    complain(sketch, flow, { client: client.node, server });
    ping(sketch, client.node, second.address);
    noise(sketch, client.node, { node: server, address: first.address });
    sketch.capture(server, second.interface, first.interface);
    sketch.capture(client.node, client.interface);
    askRouting(sketch, core);
    askHost(sketch, server, second.address, client.address);
    askCounters(sketch, server);
    askSockets(sketch, client.node, flow);
    return sketch.plan({
      truth: { cause: 'rp-filter-strict', asymmetric: true, where: `${server}: rp_filter 1 on ${second.interface}` },
      flow,
      symptoms: draw.pick([['tcp-fails', 'started-after-change'], ['tcp-fails'], ['one-way', 'started-after-change']]),
    });
  },
};
