import type { NetworkKind } from '../model.ts';
import { askReach, askSizes, askSockets } from './parts/evidence.ts';
import { chain, stateful } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { collectAll, maybeTranslate, straight } from './parts/straight.ts';
import { complain, noise, ping } from './parts/talk.ts';

const LARGE = { request: 400, reply: 200_000 };

/** Behind the firewall a narrower link begins, and the router before it is kept from telling the server. */
export const mtuBlackHole: NetworkKind = {
  id: 'mtu-black-hole',
  title: 'A narrow link, and ICMP is dropped',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = straight(sketch, 1);
    const { client, server, line } = net;
    const mtu = draw.int(1300, 1460);
    sketch.note(`mtu ${mtu}`);
    stateful(sketch, net.firewall);
    maybeTranslate(sketch, net);
    // The link before the last one: its far end is the router in front of the server.
    const narrow = line.hops.at(-2) ?? line.last;
    for (const { node, interface: device } of [narrow.near, narrow.far]) {
      sketch.run(node, `ip link set ${device} mtu ${mtu}`);
    }
    const silence = 'icmp type destination-unreachable drop; icmpv6 type packet-too-big drop';
    sketch.run(narrow.far.node, chain('inet', 'quiet', 'output', 'type filter hook output priority filter', silence));
    const flow = flowOf(sketch, client.address, server.address);
    complain(sketch, flow, { client: client.node, server: server.node }, LARGE);
    ping(sketch, client.node, server.address);
    ping(sketch, server.node, client.address, { size: 1400, dontFragment: true });
    noise(sketch, client.node, { node: server.node, address: server.address });
    collectAll(sketch, net);
    askSockets(sketch, server.node, flow);
    askReach(sketch, { node: client.node }, server.address);
    askSizes(sketch, client.node, server.address);
    askSizes(sketch, server.node, client.address);
    return sketch.plan({
      truth: {
        cause: 'mtu-black-hole',
        asymmetric: false,
        where: `${narrow.far.node}: mtu ${mtu}, and it says nothing`,
      },
      flow,
      symptoms: draw.pick([['ping-works'], ['ping-works', 'intermittent']]),
    });
  },
};
