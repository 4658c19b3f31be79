import type { NetworkKind } from '../model.ts';
import { askBothWays, askFirewall, askRouting } from './parts/evidence.ts';
import { masquerade, stateful } from './parts/filter.ts';
import { corridor, routers } from './parts/line.ts';
import { ends } from './parts/people.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** Nothing is wrong: there and back through the same stateful firewall, with and without source translation. */
export const healthy: NetworkKind = {
  id: 'healthy',
  title: 'There and back through one firewall',
  build(draw) {
    const family = draw.chance(0.3) ? 6 : 4;
    const sketch = new Sketch(draw, family);
    const { client, server } = ends(sketch);
    const fw = sketch.node('fw1', 'firewall');
    const hops = draw.int(1, 3);
    sketch.note(`${hops} hops`);
    const line = corridor(sketch, [client, ...routers(sketch, hops, 'r'), fw, server]);
    stateful(sketch, fw);
    const outside = line.last.near;
    if (family === 4 && draw.chance(0.5)) masquerade(sketch, fw, outside.interface);
    const flow = flowOf(sketch, line.first.near.address, line.last.far.address);
    complain(sketch, flow, { client, server });
    noise(sketch, client, { node: server, address: line.last.far.address });
    ping(sketch, client, flow.server);
    sketch.capture(fw, line.hops.at(-2)?.far.interface ?? 'eth0', outside.interface);
    sketch.capture(client, line.first.near.interface);
    askFirewall(sketch, fw);
    askRouting(sketch, 'r1', server);
    askBothWays(sketch, flow, client, line.last.far);
    return sketch.plan({
      truth: { cause: 'healthy', asymmetric: false, where: 'nothing is wrong' },
      flow,
      symptoms: draw.pick([['intermittent'], ['tcp-fails'], ['some-users']]),
    });
  },
};
