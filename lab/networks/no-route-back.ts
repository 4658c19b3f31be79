import type { NetworkKind } from '../model.ts';
import { askBothWays, askFirewall, askHost, askRouting } from './parts/evidence.ts';
import { stateful } from './parts/filter.ts';
import { row } from './parts/line.ts';
import { ends } from './parts/people.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** The router behind the firewall does not know the clients' network and has no default route. */
export const noRouteBack: NetworkKind = {
  id: 'no-route-back',
  title: 'A router without a route for the reply',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const { client, server } = ends(sketch);
    const [firewall, router] = [sketch.node('fw1', 'firewall'), sketch.node('r1', 'router')];
    const { hops, first, last } = row(sketch, [client, firewall, router, server]);
    sketch.lead('default', hops.slice(0, 1));
    sketch.lead(last.net.prefix, hops.slice(1, 2));
    sketch.leadBack('default', hops.slice(-1));
    stateful(sketch, firewall);
    const flow = flowOf(sketch, first.near.address, last.far.address);
    complain(sketch, flow, { client, server });
    ping(sketch, client, last.far.address);
    sketch.capture(firewall, 'eth0', 'eth1');
    sketch.capture(server, last.far.interface);
    askFirewall(sketch, firewall);
    askRouting(sketch, router);
    const [from, to] = [last.far.address, first.near.address];
    sketch.ask(router, [`${sketch.ip} route get ${to} from ${from} iif ${sketch.device(router, 1)}`]);
    askHost(sketch, server, last.far.address, first.near.address);
    noise(sketch, client, { node: firewall, address: first.far.address });
    askBothWays(sketch, flow, client, last.far);
    return sketch.plan({
      truth: { cause: 'no-route', asymmetric: false, where: `${router} has no route to ${first.net.prefix}` },
      flow,
      symptoms: draw.pick([['tcp-fails'], ['tcp-fails', 'one-way']]),
    });
  },
};
