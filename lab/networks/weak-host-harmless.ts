import type { NetworkKind } from '../model.ts';
import { inOneSubnet, inTwoSubnets } from './parts/dual-homed.ts';
import { askCounters, askHost, askRouting, askSockets } from './parts/evidence.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** The reply leaves by the other interface and nothing on either way minds. */
export const weakHostHarmless: NetworkKind = {
  id: 'weak-host-harmless',
  title: 'A host with two interfaces filters loosely, and nothing on its ways keeps state',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const { client, server, first, second, core } = draw.chance(0.5) ? inOneSubnet(sketch) : inTwoSubnets(sketch);
    const mode = draw.pick([0, 2]);
    sketch.note(`rp_filter ${mode}`);
    sketch.run(server, `sysctl -qw net.ipv4.conf.all.rp_filter=${mode}`);
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
      truth: { cause: null, asymmetric: true, where: `${server} answers by ${first.interface}, which harms nothing` },
      flow,
      symptoms: draw.pick([['intermittent'], []]),
    });
  },
};
