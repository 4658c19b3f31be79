import type { NodeName } from '../../model.ts';
import type { Hop, Sketch } from './sketch.ts';

/** A line of routers that leads to whatever stands at its end. */
export interface Line {
  readonly hops: readonly Hop[];
  readonly first: Hop;
  readonly last: Hop;
}

/**
 * Wires nodes in a row, each pair by a network of its own, and routes both ends' networks along it. The nodes at its
 * ends are hosts and get a default route; those between know the two end networks only.
 */
export function corridor(sketch: Sketch, names: readonly NodeName[]): Line {
  const line = row(sketch, names);
  sketch.lead('default', line.hops.slice(0, 1));
  sketch.lead(line.last.net.prefix, line.hops.slice(1, -1));
  sketch.leadBack('default', line.hops.slice(-1));
  sketch.leadBack(line.first.net.prefix, line.hops.slice(1, -1));
  return line;
}

/** The same without any route. At least two nodes. */
export function row(sketch: Sketch, names: readonly NodeName[]): Line {
  const hops = names.slice(1).map((far, index) => sketch.wire(names[index] ?? far, far));
  const [first, last] = [hops[0], hops.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a line has two nodes at least');
  return { hops, first, last };
}

/** So many routers, made and named. */
export function routers(sketch: Sketch, count: number, prefix: string): readonly NodeName[] {
  return Array.from({ length: count }, (_, index) => sketch.node(`${prefix}${index + 1}`, 'router'));
}
