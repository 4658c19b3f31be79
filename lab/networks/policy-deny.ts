import type { NetworkKind } from '../model.ts';
import { stateful } from './parts/filter.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { maybeTranslate, straight, talkAlong } from './parts/straight.ts';

/** The firewall permits other ports only, or all but this one. */
export const policyDeny: NetworkKind = {
  id: 'policy-deny',
  title: 'The firewall denies the port',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = straight(sketch);
    const { client, server } = net;
    const flow = flowOf(sketch, client.address, server.address);
    const rejects = draw.chance(0.4);
    const verdict = rejects ? 'counter reject with icmpx admin-prohibited' : 'counter drop';
    const names = draw.chance(0.4);
    sketch.note(rejects ? 'rejects' : 'drops', names ? 'by name' : 'what is left');
    stateful(
      sketch,
      net.firewall,
      names
        ? [
            `tcp dport ${flow.port} ${verdict}`,
            'meta l4proto { tcp, udp, icmp, ipv6-icmp } ct state new counter accept',
          ]
        : [
            'tcp dport 9000-9900 ct state new counter accept',
            'meta l4proto { icmp, ipv6-icmp } counter accept',
            verdict,
          ],
    );
    maybeTranslate(sketch, net);
    talkAlong(sketch, net, flow);
    return sketch.plan({
      truth: { cause: 'policy-deny', asymmetric: false, where: `${net.firewall} does not permit the port` },
      flow,
      symptoms: draw.pick([['tcp-fails', 'ping-works'], ['tcp-fails']]),
    });
  },
};
