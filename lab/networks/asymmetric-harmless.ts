import type { NetworkKind } from '../model.ts';
import { askBothWays, askHost, askRouting, askSockets } from './parts/evidence.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';
import { twoWays } from './parts/two-ways.ts';

/** Requests and replies take different routers, none of which keeps state: the connection works. */
export const asymmetricHarmless: NetworkKind = {
  id: 'asymmetric-harmless',
  title: 'Two ways through routers that keep no state',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = twoWays(sketch, ['r8', 'router'], ['r9', 'router']);
    const { client, server, edge, core, ways } = net;
    const [one, two] = ways;
    sketch.lead(net.serverNet, [one.up]);
    sketch.leadBack(net.clientNet, [two.down]);
    const flow = flowOf(sketch, client.address, server.address);
    complain(sketch, flow, { client: client.node, server: server.node });
    ping(sketch, client.node, server.address);
    noise(sketch, client.node, { node: server.node, address: server.address });
    for (const { middle } of ways) sketch.capture(middle, 'eth0');
    sketch.capture(server.node, server.interface);
    askRouting(sketch, edge, core, one.middle, two.middle);
    askHost(sketch, server.node, server.address, client.address);
    askHost(sketch, client.node, client.address, server.address);
    askRouting(sketch, ...net.between);
    askSockets(sketch, server.node, flow);
    askBothWays(sketch, flow, client.node, server);
    return sketch.plan({
      truth: { cause: null, asymmetric: true, where: `requests by ${one.middle}, replies by ${two.middle}: no harm` },
      flow,
      symptoms: draw.pick([['intermittent'], ['some-users'], []]),
    });
  },
};
