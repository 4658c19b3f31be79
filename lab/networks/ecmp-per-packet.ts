import type { NetworkKind, NodeName } from '../model.ts';
import { askRouting } from './parts/evidence.ts';
import { chain } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, ping } from './parts/talk.ts';
import { askEnds, guardWays, twoWays } from './parts/two-ways.ts';

/** One packet may pass by luck, and many do not. */
const UPLOAD = { request: 200_000, reply: 3000 };

/** Packets of one flow take turns between two firewalls that share no state. */
export const ecmpPerPacket: NetworkKind = {
  id: 'ecmp-per-packet',
  title: 'Two firewalls without shared state, and a router that balances by packet',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = twoWays(sketch, ['fw1', 'firewall'], ['fw2', 'firewall']);
    const { client, server, edge, core, ways } = net;
    const [one, two] = ways;
    const both = draw.chance(0.5);
    sketch.note(both ? 'both directions' : 'requests only');
    spray(sketch, edge, net.serverNet, [one.up.far.address, two.up.far.address]);
    if (both) spray(sketch, core, net.clientNet, [one.down.near.address, two.down.near.address]);
    else sketch.run(core, `${sketch.ip} route add ${net.clientNet} via ${one.down.near.address}`);
    const flow = flowOf(sketch, client.address, server.address);
    complain(sketch, flow, { client: client.node, server: server.node }, UPLOAD);
    ping(sketch, client.node, server.address, { count: 8 });
    guardWays(sketch, net);
    sketch.capture(core, 'eth0', 'eth1', 'eth2');
    askRouting(sketch, edge, core);
    for (const router of both ? [edge, core] : [edge]) {
      sketch.ask(router, ['nft list ruleset', `${sketch.ip} route show table all`]);
    }
    askEnds(sketch, net, flow);
    return sketch.plan({
      truth: {
        cause: 'ecmp-per-packet',
        alsoRight: ['return-path-bypass'],
        asymmetric: true,
        where: `${edge} sends packets by turns to ${one.middle} and ${two.middle}`,
      },
      flow,
      symptoms: draw.pick([['intermittent', 'tcp-fails'], ['tcp-fails', 'ping-works'], ['intermittent']]),
    });
  },
};

/** Linux itself balances by flow; a counter in the packet filter that marks packets by turns makes it do so by packet. */
function spray(sketch: Sketch, node: NodeName, prefix: string, gateways: readonly [string, string]): void {
  const { ip } = sketch;
  sketch.run(
    node,
    `${ip} route add ${prefix} via ${gateways[0]}`,
    `${ip} route add ${prefix} via ${gateways[1]} table 102`,
    `${ip} rule add fwmark 1 lookup 102 priority 500`,
    chain(
      'inet',
      'spread',
      'prerouting',
      'type filter hook prerouting priority mangle',
      `${sketch.family === 6 ? 'ip6' : 'ip'} daddr ${prefix} meta mark set numgen inc mod 2`,
    ),
  );
}
