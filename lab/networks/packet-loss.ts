import type { NetworkKind } from '../model.ts';
import { askCounters, askReach, askSockets } from './parts/evidence.ts';
import { chain, stateful } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { collectAll, maybeTranslate, straight } from './parts/straight.ts';
import { complain, noise, ping } from './parts/talk.ts';

const LARGE = { request: 2000, reply: 400_000 };

/** One hop between firewall and server loses a share of all packets, in both directions. */
export const packetLoss: NetworkKind = {
  id: 'packet-loss',
  title: 'A lossy link',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = straight(sketch, 1);
    const { client, server } = net;
    const lossy = net.routers.at(-1) ?? net.firewall;
    const percent = draw.int(4, 8);
    sketch.note(`${percent} %`);
    stateful(sketch, net.firewall);
    maybeTranslate(sketch, net);
    const base = 'type filter hook prerouting priority raw';
    sketch.run(lossy, chain('inet', 'lossy', 'prerouting', base, `numgen random mod 100 < ${percent} drop`));
    const flow = flowOf(sketch, client.address, server.address);
    complain(sketch, flow, { client: client.node, server: server.node }, LARGE);
    ping(sketch, client.node, server.address, { count: 60 });
    noise(sketch, client.node, { node: server.node, address: server.address });
    collectAll(sketch, net);
    for (const node of [client.node, server.node]) {
      askCounters(sketch, node);
      askSockets(sketch, node, flow);
    }
    askReach(sketch, { node: client.node }, server.address, 50);
    return sketch.plan({
      truth: { cause: 'packet-loss', asymmetric: false, where: `${lossy} loses ${percent} % of all packets` },
      flow,
      symptoms: ['intermittent'],
    });
  },
};
