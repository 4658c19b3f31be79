import type { NetworkKind } from '../model.ts';
import { askBothWays, askFirewall, askHost, askReach, askSockets } from './parts/evidence.ts';
import { chain, stateful } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';
import { twoProviders } from './parts/two-providers.ts';

/** A server is published by one provider and the default route leads to the other. */
export const dualIspReturn: NetworkKind = {
  id: 'dual-isp-return',
  title: 'Requests by one provider, replies by the other',
  build(draw) {
    const sketch = new Sketch(draw, 4);
    const { inner, outer, edge, links } = twoProviders(sketch, 'server');
    const [first, second] = links;
    const flow = flowOf(sketch, outer.address, second.far.address);
    sketch.leadBack('default', [first]);
    sketch.run(edge, `ip route add default via ${second.near.address} metric 200`);
    stateful(sketch, edge);
    sketch.run(
      edge,
      chain(
        'ip',
        'nat',
        'prerouting',
        'type nat hook prerouting priority dstnat',
        `ip daddr ${flow.server} tcp dport ${flow.port} counter dnat to ${inner.address}`,
      ),
    );
    complain(sketch, flow, { client: outer.node, server: inner.node });
    ping(sketch, outer.node, first.far.address);
    sketch.capture(edge, first.far.interface, second.far.interface, 'eth0');
    sketch.capture(inner.node, inner.interface);
    askFirewall(sketch, edge);
    sketch.ask(edge, [`ip route get ${outer.address} from ${inner.address} iif ${sketch.device(edge, 0)}`]);
    askHost(sketch, inner.node, inner.address, outer.address);
    askSockets(sketch, inner.node, flow);
    noise(sketch, outer.node, { node: edge, address: first.far.address });
    askBothWays(sketch, flow, outer.node, inner);
    askReach(sketch, { node: edge, address: second.far.address }, outer.address);
    return sketch.plan({
      truth: {
        cause: 'dual-isp-return',
        // The published address is the edge's own: as a Linux host it answers by the wrong one of its interfaces.
        alsoRight: ['return-path-bypass', 'multihomed-weak-host'],
        asymmetric: true,
        where: `${edge} answers by isp1 what came in by isp2`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails'], ['tcp-fails', 'started-after-change']]),
    });
  },
};
