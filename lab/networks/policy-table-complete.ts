import type { NetworkKind } from '../model.ts';
import { stateful } from './parts/filter.ts';
import { neighbours, talkToNeighbour } from './parts/neighbours.ts';
import { Sketch } from './parts/sketch.ts';

/** The control of `policy-table-gateway`: the same with the connected route, so neighbours are answered directly. */
export const policyTableComplete: NetworkKind = {
  id: 'policy-table-complete',
  title: 'A policy table with the connected route',
  build(draw) {
    const sketch = new Sketch(draw, draw.chance(0.3) ? 6 : 4);
    const net = neighbours(sketch, true);
    stateful(sketch, net.firewall);
    const flow = talkToNeighbour(sketch, net);
    return sketch.plan({
      truth: { cause: null, asymmetric: false, where: 'nothing is wrong' },
      flow,
      symptoms: draw.pick([['intermittent'], []]),
    });
  },
};
