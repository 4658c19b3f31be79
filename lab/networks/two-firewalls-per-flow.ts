import type { NetworkKind } from '../model.ts';
import { askRouting } from './parts/evidence.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, ping } from './parts/talk.ts';
import { askEnds, guardWays, twoWays } from './parts/two-ways.ts';

/**
 * Each router keeps a flow on one way, but each has its own favourite. The weights are as far apart as the kernel takes
 * them, so that hardly a flow has both directions through one firewall.
 */
export const twoFirewallsPerFlow: NetworkKind = {
  id: 'two-firewalls-per-flow',
  title: 'Two firewalls without shared state, and routers that balance each in its own way',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = twoWays(sketch, ['fw1', 'firewall'], ['fw2', 'firewall']);
    const { client, server, edge, core, ways } = net;
    const [one, two] = ways;
    const policy = `net.ipv${sketch.family}.fib_multipath_hash_policy=1`;
    const { ip } = sketch;
    sketch.run(
      edge,
      `sysctl -qw ${policy}`,
      `${ip} route add ${net.serverNet} nexthop via ${one.up.far.address} weight 255 nexthop via ${two.up.far.address} weight 1`,
    );
    sketch.run(
      core,
      `sysctl -qw ${policy}`,
      `${ip} route add ${net.clientNet} nexthop via ${one.down.near.address} weight 1 nexthop via ${two.down.near.address} weight 255`,
    );
    const flow = flowOf(sketch, client.address, server.address);
    complain(sketch, flow, { client: client.node, server: server.node });
    ping(sketch, client.node, server.address);
    guardWays(sketch, net);
    askRouting(sketch, edge, core);
    for (const router of [edge, core]) sketch.ask(router, [`sysctl ${policy.split('=')[0]}`]);
    askEnds(sketch, net, flow);
    return sketch.plan({
      truth: {
        cause: 'return-path-bypass',
        asymmetric: true,
        where: `${edge} sends requests by ${one.middle}, ${core} replies by ${two.middle}`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails', 'intermittent'], ['tcp-fails', 'some-users'], ['tcp-fails']]),
    });
  },
};
