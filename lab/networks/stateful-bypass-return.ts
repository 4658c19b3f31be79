import type { NetworkKind } from '../model.ts';
import { askBothWays, askFirewall, askRouting, askSockets } from './parts/evidence.ts';
import { stateful } from './parts/filter.ts';
import { routers, row } from './parts/line.ts';
import { ends } from './parts/people.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, monitor, noise, ping } from './parts/talk.ts';

/** The server's router has a shorter way to the clients, around the firewall that their requests came through. */
export const statefulBypassReturn: NetworkKind = {
  id: 'stateful-bypass-return',
  title: 'Replies go around the firewall',
  build(draw) {
    const family = draw.chance(0.3) ? 6 : 4;
    const sketch = new Sketch(draw, family);
    const { client, server } = ends(sketch);
    const near = sketch.node('edge1', 'router');
    const between = routers(sketch, draw.int(0, 1), 'r');
    const fw = sketch.node('fw1', 'firewall');
    const far = sketch.node('core1', 'router');
    sketch.note(`${between.length + 2} hops`);
    const line = row(sketch, [client, near, ...between, fw, far, server]);
    const shortcut = sketch.wire(near, far);
    sketch.lead('default', line.hops.slice(0, 1));
    sketch.lead(line.last.net.prefix, line.hops.slice(1, -1));
    sketch.leadBack('default', line.hops.slice(-1));
    sketch.leadBack(line.first.net.prefix, [...line.hops.slice(1, -2), shortcut]);
    stateful(sketch, fw);
    const flow = flowOf(sketch, line.first.near.address, line.last.far.address);
    complain(sketch, flow, { client, server });
    const [before, outside] = [line.hops.at(-3), line.hops.at(-2)?.near];
    if (before === undefined || outside === undefined) throw new Error('the firewall has no place in the line');
    const inside = before.far;
    noise(sketch, client, { node: near, address: line.first.far.address });
    monitor(sketch, before.near.node, { node: fw, address: inside.address });
    ping(sketch, client, flow.server);
    sketch.capture(fw, inside.interface, outside.interface);
    sketch.capture(far, shortcut.far.interface);
    sketch.capture(client, line.first.near.interface);
    askFirewall(sketch, fw);
    askRouting(sketch, near, ...between, far);
    sketch.ask(far, [`${sketch.ip} route get ${flow.client}`]);
    sketch.ask(near, [`${sketch.ip} route get ${flow.server}`]);
    askSockets(sketch, server, flow);
    askBothWays(sketch, flow, client, line.last.far);
    return sketch.plan({
      truth: {
        cause: 'return-path-bypass',
        asymmetric: true,
        where: `${far}: its route to the clients goes by ${shortcut.far.interface}, around ${fw}`,
      },
      flow,
      symptoms: draw.pick([
        ['tcp-fails', 'ping-works'],
        ['one-way', 'tcp-fails'],
        ['started-after-change', 'tcp-fails'],
      ]),
    });
  },
};
