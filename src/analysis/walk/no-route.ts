import type { FindingReading, Observation } from '../../model/finding.ts';
import { sameAddress } from '../address.ts';
import type { AnalysisContext } from '../context.ts';
import { hasEntryOf } from '../linux/tracked.ts';
import { observe } from '../observation.ts';
import { type Path, pathsFrom } from './walk.ts';
import { type Direction, isComplete, type Ways } from './ways.ts';

/**
 * States whether some device has no route for packets of the flow. Where the start of the reply is not shown, the
 * routers that the request passes are asked: the reply comes to them, or to others that know the client.
 */
export function noRoute(context: AnalysisContext, { net, forward, back }: Ways): readonly Observation[] {
  const routers = forward.paths.flatMap(({ views }) => views).filter(({ role }) => role === 'router');
  const onward = back.start === null ? [...new Set(routers)].flatMap((view) => pathsFrom(net, view, back.trip)) : [];
  const ends: readonly (readonly [Direction, readonly Path[]])[] = [
    [forward, forward.paths],
    [back, [...back.paths, ...onward]],
  ];
  return ends.map(([direction, paths]) => state(context, direction, paths));
}

/** Connection tracking keeps what was routed and has passed its rules: such a packet did not end there for want of a route. */
function passed({ ends }: AnalysisContext, { trip }: Direction, { views }: Path): boolean {
  const last = views.at(-1);
  const sender = trip.towards === 'server' ? 'client' : 'server';
  return ends !== null && last !== undefined && hasEntryOf(sender, last, ends);
}

/** Of several equal ways, one that ends is no want of a route. */
function state(context: AnalysisContext, direction: Direction, paths: readonly Path[]): Observation {
  const { flow } = context;
  const dropped = paths.filter((path) => path.end === 'dropped' && !passed(context, direction, path));
  const [first] = dropped;
  const lost = first !== undefined && paths.every(({ end }) => end !== 'delivered');
  const reading: FindingReading = lost ? 'seen' : isComplete(direction) ? 'not-seen' : 'could-not-tell';
  const { to, towards } = direction.trip;
  const at = lost ? first.views.at(-1)?.name : undefined;
  const views = (lost ? [first] : paths).flatMap((path) => path.views.map(({ name }) => name));
  return observe('walk.no-route', reading, {
    observers: [...new Set(at === undefined ? views : [at])].sort(),
    direction: towards === 'server' ? 'c2s' : 's2c',
    values: {
      at: at ?? null,
      destination: to,
      towards,
      translated: towards === 'client' && !sameAddress(to, flow?.client.address ?? null),
      why: lost ? first.why : null,
    },
    citations: (lost ? [first] : paths).flatMap(({ citations }) => citations),
  });
}
