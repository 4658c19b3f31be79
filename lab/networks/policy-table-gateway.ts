import type { NetworkKind } from '../model.ts';
import { askBothWays, askCounters, askFirewall, askHost, askSockets } from './parts/evidence.ts';
import { stateful } from './parts/filter.ts';
import { neighbours } from './parts/neighbours.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** The table for the second address knows a default route only: neighbours are answered through the gateway. */
export const policyTableGateway: NetworkKind = {
  id: 'policy-table-gateway',
  title: 'A policy table without the connected route, and a firewall as gateway',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const { client, server, second, firewall } = neighbours(sketch, false);
    stateful(sketch, firewall);
    // A redirect would teach the server the short way, for as long as it remembers.
    sketch.run(
      server,
      ...['all', second.interface].map((one) => `sysctl -qw net.ipv${sketch.family}.conf.${one}.accept_redirects=0`),
    );
    sketch.run(server, `sysctl -qw net.ipv4.conf.all.rp_filter=${draw.pick([0, 1, 2])}`);
    const flow = flowOf(sketch, client.address, second.address);
    complain(sketch, flow, { client: client.node, server });
    ping(sketch, client.node, second.address);
    noise(sketch, client.node, { node: server, address: second.address });
    sketch.capture(server, second.interface);
    sketch.capture(client.node, client.interface);
    sketch.capture(firewall, 'eth0');
    askFirewall(sketch, firewall);
    askHost(sketch, server, second.address, client.address);
    askCounters(sketch, server);
    askSockets(sketch, server, flow);
    askBothWays(sketch, flow, client.node, second);
    return sketch.plan({
      truth: {
        cause: 'onlink-via-gateway',
        alsoRight: ['return-path-bypass'],
        asymmetric: true,
        where: `${server}: its table for ${second.address} lacks the connected route`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails', 'started-after-change'], ['tcp-fails'], ['some-users', 'tcp-fails']]),
    });
  },
};
