import type { NetworkKind } from '../model.ts';
import { chain } from './parts/filter.ts';
import { Sketch } from './parts/sketch.ts';
import { guarded, talkAlong } from './parts/straight.ts';

const INPUT = 'type filter hook input priority filter; policy accept';
const REPLIES = 'ct state established,related accept';

/** The server's own rules drop or refuse the port; its service listens. */
export const hostFirewall: NetworkKind = {
  id: 'host-firewall',
  title: 'The host firewall of the server denies the port',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const { net, flow } = guarded(sketch);
    const { server } = net;
    const refuses = draw.chance(0.4);
    const verdict = refuses ? 'reject with tcp reset' : 'drop';
    sketch.note(refuses ? 'refuses' : 'drops');
    sketch.run(
      server.node,
      chain('inet', 'filter', 'input', INPUT, `${REPLIES}; tcp dport ${flow.port} counter ${verdict}`),
    );
    talkAlong(sketch, net, flow);
    sketch.ask(server.node, ['nft list ruleset'], ['before', 'after']);
    return sketch.plan({
      truth: {
        cause: refuses ? 'server-refused' : 'server-silent',
        alsoRight: ['policy-deny'],
        asymmetric: false,
        where: `${server.node}: its own rules ${verdict} ${flow.port}`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails', 'ping-works'], ['tcp-fails']]),
    });
  },
};
