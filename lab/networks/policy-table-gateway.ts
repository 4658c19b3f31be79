import type { NetworkKind } from '../model.ts';
import { stateful } from './parts/filter.ts';
import { neighbours, talkToNeighbour } from './parts/neighbours.ts';
import { Sketch } from './parts/sketch.ts';

/** The table for the second address knows a default route only: neighbours are answered through the gateway. */
export const policyTableGateway: NetworkKind = {
  id: 'policy-table-gateway',
  title: 'A policy table without the connected route, and a firewall as gateway',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = neighbours(sketch, false);
    const { server, second, firewall } = net;
    stateful(sketch, firewall);
    // A redirect would teach the server the short way, for as long as it remembers.
    sketch.run(
      server,
      ...['all', second.interface].map((one) => `sysctl -qw net.ipv${sketch.family}.conf.${one}.accept_redirects=0`),
    );
    const flow = talkToNeighbour(sketch, net);
    sketch.capture(firewall, 'eth0');
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
