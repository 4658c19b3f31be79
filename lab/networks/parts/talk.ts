import type { FlowPlan, NodeName } from '../../model.ts';
import type { Sketch } from './sketch.ts';

/** How much the conversation carries; what breaks large packets only needs large ones. */
export interface Size {
  readonly request: number;
  readonly reply: number;
}

const SMALL: Size = { request: 320, reply: 9000 };
const DEADLINE_MS = 4000;

/** The conversation that people complain of: a real server, and a client that connects once or a few times. */
export function complain(
  sketch: Sketch,
  flow: FlowPlan,
  at: { readonly client: NodeName; readonly server: NodeName | null },
  size: Size = SMALL,
): void {
  if (at.server !== null) sketch.serve({ node: at.server, address: null, port: flow.port, behaviour: 'answers' });
  sketch.send({
    kind: 'tcp',
    from: at.client,
    source: flow.client,
    to: flow.server,
    sourcePort: flow.clientPort,
    port: flow.port,
    ...size,
    deadline: DEADLINE_MS,
    times: sketch.draw.int(1, 3),
  });
}

/** `ping` from one node to an address. */
export function ping(sketch: Sketch, from: NodeName, to: string, { count = 4, size = 56, dontFragment = false } = {}) {
  sketch.send({ kind: 'ping', from, source: null, to, count, size, dontFragment });
}

/** Another conversation's server: any address of a node. */
interface Target {
  readonly node: NodeName;
  readonly address: string;
}

/** Conversations that nobody complains of, between other ends or at another port; none of them now and then. */
export function noise(sketch: Sketch, from: NodeName, to: Target): void {
  const times = sketch.draw.int(0, 3);
  if (times > 0) talk(sketch, from, to, times);
}

/** So many pings take three seconds. */
const WATCHED = 16;

/** What watches a device asks it something all the while, so a capture there never holds the complaint alone. */
export function monitor(sketch: Sketch, from: NodeName, to: Target): void {
  talk(sketch, from, to, sketch.draw.int(1, 2));
  ping(sketch, from, to.address, { count: WATCHED });
}

function talk(sketch: Sketch, from: NodeName, to: Target, times: number): void {
  const port = sketch.draw.int(9000, 9900);
  sketch.note('noise');
  sketch.serve({ node: to.node, address: null, port, behaviour: 'answers' });
  sketch.send({
    kind: 'tcp',
    from,
    source: null,
    to: to.address,
    sourcePort: null,
    port,
    request: 200,
    reply: 1200,
    deadline: DEADLINE_MS,
    times,
  });
}
