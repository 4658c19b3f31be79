import type { NetworkKind } from '../model.ts';
import { chain } from './parts/filter.ts';
import { Sketch } from './parts/sketch.ts';
import { guarded, talkAlong } from './parts/straight.ts';

/** The server gets every request and says nothing: what keeps it from answering shows nowhere but on itself. */
export const serverSilent: NetworkKind = {
  id: 'server-silent',
  title: 'The server says nothing',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const { net, flow } = guarded(sketch);
    const { server } = net;
    // A hung service, as far as anybody outside of the server can tell: nobody is asked for these rules.
    const base = 'type filter hook prerouting priority raw';
    sketch.run(server.node, chain('inet', 'hung', 'prerouting', base, `tcp dport ${flow.port} drop`));
    talkAlong(sketch, net, flow);
    return sketch.plan({
      truth: {
        cause: 'server-silent',
        asymmetric: false,
        where: `${server.node} gets the requests and does not answer`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails', 'ping-works'], ['tcp-fails']]),
    });
  },
};
