import type { NetworkKind } from '../model.ts';
import { askSockets } from './parts/evidence.ts';
import { Sketch } from './parts/sketch.ts';
import { guarded, talkAlong } from './parts/straight.ts';

/** Nobody listens: the server's kernel answers each SYN with a reset. */
export const portClosed: NetworkKind = {
  id: 'port-closed',
  title: 'Nobody listens at the port',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const { net, flow } = guarded(sketch);
    const { server } = net;
    talkAlong(sketch, net, flow, { listens: false });
    askSockets(sketch, server.node, flow);
    return sketch.plan({
      truth: { cause: 'server-refused', asymmetric: false, where: `${server.node}: nobody listens at ${flow.port}` },
      flow,
      symptoms: draw.pick([['tcp-fails', 'ping-works'], ['tcp-fails']]),
    });
  },
};
