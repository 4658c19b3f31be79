import type { NetworkKind } from '../model.ts';
import { askFirewall, askRouting } from './parts/evidence.ts';
import { chain, stateful } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, monitor, noise, ping } from './parts/talk.ts';
import { askEnds, twoWays } from './parts/two-ways.ts';

/** A rule marks the clients' connections for the way through a firewall; nothing does the same for the replies. */
export const markOneWay: NetworkKind = {
  id: 'mark-one-way',
  title: 'Forwarding by mark through a firewall, in one direction only',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = twoWays(sketch, ['r9', 'router'], ['fw1', 'firewall']);
    const { client, server, edge, core, ways } = net;
    const [plain, inspected] = ways;
    const { ip } = sketch;
    const flow = flowOf(sketch, client.address, server.address);
    const mark = draw.int(1, 99);
    const match = `${sketch.family === 6 ? 'ip6' : 'ip'} daddr ${net.serverNet} tcp dport ${flow.port}`;
    sketch.run(
      edge,
      `${ip} route add ${net.serverNet} via ${plain.up.far.address}`,
      `${ip} route add default via ${inspected.up.far.address} table 100`,
      `${ip} rule add fwmark ${mark} lookup 100 priority 900`,
      chain(
        'inet',
        'steer',
        'prerouting',
        'type filter hook prerouting priority mangle',
        `${match} meta mark set ${mark}`,
      ),
    );
    sketch.run(core, `${ip} route add ${net.clientNet} via ${plain.down.near.address}`);
    stateful(sketch, inspected.middle);
    complain(sketch, flow, { client: client.node, server: server.node });
    ping(sketch, client.node, server.address);
    noise(sketch, client.node, { node: server.node, address: server.address });
    monitor(sketch, client.node, { node: inspected.middle, address: inspected.up.far.address });
    monitor(sketch, server.node, { node: inspected.middle, address: inspected.down.near.address });
    sketch.capture(inspected.middle, 'eth0', 'eth1');
    sketch.capture(plain.middle, 'eth0');
    askFirewall(sketch, inspected.middle);
    askRouting(sketch, edge, core, plain.middle);
    sketch.ask(edge, ['nft list ruleset', `${ip} route show table 100`]);
    askEnds(sketch, net, flow);
    return sketch.plan({
      truth: {
        cause: 'return-path-bypass',
        alsoRight: ['pbf-one-way'],
        asymmetric: true,
        where: `${edge} steers requests through ${inspected.middle}; ${core} answers by ${plain.middle}`,
      },
      flow,
      symptoms: draw.pick([
        ['tcp-fails', 'ping-works'],
        ['tcp-only', 'ping-works'],
        ['tcp-fails', 'started-after-change'],
      ]),
    });
  },
};
