import type { NetworkKind } from '../model.ts';
import { askAboutSecond, inTwoSubnets } from './parts/dual-homed.ts';
import { askFirewall } from './parts/evidence.ts';
import { stateful } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';

/** A firewall stands before one interface only, and replies leave by the other. */
export const weakHostBehindFirewall: NetworkKind = {
  id: 'weak-host-behind-firewall',
  title: 'A host behind a stateful firewall answers by its other interface',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const firewall = sketch.node('fw1', 'firewall');
    const net = inTwoSubnets(sketch, firewall);
    const { client, server, first, second } = net;
    stateful(sketch, firewall);
    if (draw.chance(0.5)) sketch.run(server, 'sysctl -qw net.ipv4.conf.all.rp_filter=2');
    const flow = flowOf(sketch, client.address, second.address);
    complain(sketch, flow, { client: client.node, server });
    ping(sketch, client.node, second.address);
    noise(sketch, client.node, { node: server, address: first.address });
    sketch.capture(firewall, 'eth0', 'eth1');
    sketch.capture(server, second.interface, first.interface);
    askFirewall(sketch, firewall);
    askAboutSecond(sketch, net, flow);
    return sketch.plan({
      truth: {
        cause: 'multihomed-weak-host',
        alsoRight: ['return-path-bypass'],
        asymmetric: true,
        where: `${server} answers by ${first.interface}, past ${firewall}`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails', 'ping-works'], ['tcp-only', 'ping-works', 'tcp-fails'], ['tcp-fails']]),
    });
  },
};
