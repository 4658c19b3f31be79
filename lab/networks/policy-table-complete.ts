import type { NetworkKind } from '../model.ts';
import { askBothWays, askCounters, askFirewall, askHost, askSockets } from './parts/evidence.ts';
import { stateful } from './parts/filter.ts';
import { neighbours } from './parts/neighbours.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** The control of `policy-table-gateway`: the same with the connected route, so neighbours are answered directly. */
export const policyTableComplete: NetworkKind = {
  id: 'policy-table-complete',
  title: 'A policy table with the connected route',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const { client, server, second, firewall } = neighbours(sketch, true);
    stateful(sketch, firewall);
    sketch.run(server, `sysctl -qw net.ipv4.conf.all.rp_filter=${draw.pick([0, 1, 2])}`);
    const flow = flowOf(sketch, client.address, second.address);
    complain(sketch, flow, { client: client.node, server });
    ping(sketch, client.node, second.address);
    noise(sketch, client.node, { node: server, address: second.address });
    sketch.capture(server, second.interface);
    sketch.capture(client.node, client.interface);
    askFirewall(sketch, firewall);
    askHost(sketch, server, second.address, client.address);
    askCounters(sketch, server);
    askSockets(sketch, server, flow);
    askBothWays(sketch, flow, client.node, second);
    return sketch.plan({
      truth: { cause: null, asymmetric: false, where: 'nothing is wrong' },
      flow,
      symptoms: draw.pick([['intermittent'], []]),
    });
  },
};
