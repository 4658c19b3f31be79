import type { NetworkKind } from '../model.ts';
import { askFirewall, askHost, askReach, askSockets } from './parts/evidence.ts';
import { chain, stateful } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, noise, ping } from './parts/talk.ts';
import { twoProviders } from './parts/two-providers.ts';

/**
 * The way out was moved to the second provider, for good. What was open keeps the address that it was translated to (of the
 * first provider; `masquerade` would forget it, `snat` does not) and is dropped by the second one.
 */
export const staleSession: NetworkKind = {
  id: 'stale-session',
  title: 'A connection from before the change keeps its old translation',
  build(draw) {
    const sketch = new Sketch(draw, 4);
    const { inner, outer, edge, links } = twoProviders(sketch, 'client');
    const [first, second] = links;
    const flow = flowOf(sketch, inner.address, outer.address);
    const out = [first, second].map(({ far }) => `oifname "${far.interface}" snat to ${far.address}`).join('; ');
    sketch.leadBack('default', [first]);
    stateful(sketch, edge);
    sketch.run(edge, chain('ip', 'nat', 'postrouting', 'type nat hook postrouting priority srcnat', out));
    sketch.sendBefore({
      kind: 'held',
      from: inner.node,
      source: flow.client,
      to: flow.server,
      sourcePort: flow.clientPort,
      port: flow.port,
      request: 300,
      reply: 2000,
      deadline: 4000,
    });
    sketch.change(edge, `ip route replace default via ${second.near.address}`);
    complain(sketch, { ...flow, clientPort: flow.clientPort + 20 }, { client: inner.node, server: outer.node });
    ping(sketch, inner.node, outer.address);
    sketch.capture(edge, first.far.interface, second.far.interface, 'eth0');
    sketch.capture(inner.node, inner.interface);
    askFirewall(sketch, edge);
    askHost(sketch, inner.node, inner.address, outer.address);
    askSockets(sketch, inner.node, flow);
    noise(sketch, inner.node, { node: outer.node, address: outer.address });
    askReach(sketch, { node: inner.node }, outer.address);
    return sketch.plan({
      truth: {
        cause: 'stale-session',
        asymmetric: false,
        where: `${edge} translates the old connection to the address of isp1 still, and sends it by isp2`,
      },
      flow,
      symptoms: ['some-users', 'started-after-change'],
    });
  },
};
