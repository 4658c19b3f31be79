import type { Citation } from '../../model/evidence.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import type { AnalysisContext, ObserverView } from '../context.ts';
import { persistence } from '../linux/persistence.ts';
import { tracksFlow } from '../linux/tracked.ts';
import { observe } from '../observation.ts';
import { attempts } from '../session-condition.ts';
import { balancing } from './balancing.ts';
import { compareWays, skips, whyOpen } from './compare-ways.ts';
import { noRoute } from './no-route.ts';
import { directionText } from './path-text.ts';
import { traceLoop } from './trace-loop.ts';
import { type Path, pathsFrom } from './walk.ts';
import { type Direction, isComplete, type Ways, waysOf } from './ways.ts';

/**
 * Follows both directions of the flow through the tables of all devices that showed theirs: which way each takes,
 * whether they part, whether one goes in a circle, which firewall the reply leaves out, and where equal paths are.
 */
export function walk(context: AnalysisContext): readonly Observation[] {
  const ways = waysOf(context);
  if (ways === null) return traceLoop(context);
  return [
    pathOf('walk.forward-path', ways.forward),
    pathOf('walk.return-path', ways.back),
    parting(ways),
    looping(context, ways),
    ...skipping(context, ways),
    ...noRoute(context, ways),
    ...balancing(context, ways),
    ...traceLoop(context),
  ];
}

function namesOf(views: readonly ObserverView[]): readonly string[] {
  return [...new Set(views.map(({ name }) => name))].sort();
}

function passed(...directions: readonly Direction[]): readonly string[] {
  return namesOf(directions.flatMap(({ paths }) => paths.flatMap(({ views }) => views)));
}

function citationsOf(...directions: readonly Direction[]): readonly Citation[] {
  return directions.flatMap(({ paths }) => paths.flatMap(({ citations }) => citations));
}

function pathOf(code: 'walk.forward-path' | 'walk.return-path', direction: Direction): Observation {
  const { paths, trip, start } = direction;
  const ends = paths.map(({ end }) => end);
  const isLost = ends.length > 0 && ends.every((end) => end === 'dropped' || end === 'loop');
  const reading: FindingReading = isComplete(direction)
    ? 'seen'
    : isLost && start !== null
      ? 'not-seen'
      : 'could-not-tell';
  return observe(code, reading, {
    observers: passed(direction),
    direction: trip.towards === 'server' ? 'c2s' : 's2c',
    values: { path: directionText(direction), why: whyOpen(direction) },
    citations: citationsOf(direction),
  });
}

function parting(ways: Ways): Observation {
  const { forward, back } = ways;
  const { reading, at, why } = compareWays(ways);
  return observe('walk.paths-part', reading, {
    observers: passed(forward, back),
    values: { forward: directionText(forward), return: directionText(back), at, why },
    citations: citationsOf(forward, back),
  });
}

/** Where the start is not known, a circle anywhere on the way of such packets is one: whoever sends them there loses them. */
function looping({ observers }: AnalysisContext, { net, forward, back }: Ways): Observation {
  const all = [forward, back].flatMap((direction) => {
    const { start, paths, trip } = direction;
    const followed = start === null ? observers.flatMap((view) => pathsFrom(net, view, trip)) : paths;
    return followed.map((path) => ({ ...path, trip }));
  });
  const circles = all.filter(({ end }) => end === 'loop').sort((one, other) => one.views.length - other.views.length);
  const [circle] = circles;
  const isWhole = isComplete(forward) && isComplete(back);
  const reading: FindingReading = circle !== undefined ? 'seen' : isWhole ? 'not-seen' : 'could-not-tell';
  const round = circle === undefined ? [] : roundOf(circle);
  return observe('walk.loop', reading, {
    observers: circle === undefined ? passed(forward, back) : namesOf(round),
    values: {
      between: round.length === 0 ? null : namesOf(round).join(' and '),
      destination: circle?.trip.to ?? null,
      towards: circle?.trip.towards ?? null,
      why: circle === undefined ? (whyOpen(forward) ?? whyOpen(back)) : null,
    },
    citations: circle === undefined ? citationsOf(forward, back) : circle.citations,
  });
}

/** The devices of the circle alone, without those on the way into it. */
function roundOf({ views }: Path): readonly ObserverView[] {
  const last = views.at(-1);
  return last === undefined ? [] : views.slice(views.indexOf(last), -1);
}

/** A rule that stands in no file may have been typed in after the flow failed: what passes by it now need not have then. */
function passesByLostRule(context: AnalysisContext, back: Direction): string | null {
  const lost = persistence(context).flatMap(({ reading, observers }) => (reading === 'seen' ? observers : []));
  return passed(back).find((name) => lost.includes(name)) ?? null;
}

/** Whether the sender's own tables were asked. Else it is taken to use the router beside it, and may have another interface. */
function startsAtSender({ owners }: Ways['net'], { start, trip }: Direction): boolean {
  return start !== null && start.role !== 'firewall' && owners.of(trip.from).includes(start);
}

/** A reply is not followed from the firewall that bears the address asked for: the server behind it has not been asked. */
const HANDED_ON = {
  reading: 'could-not-tell',
  why: 'the address asked for is its own, and whom it hands the request to is not shown',
} as const;

function skipping(context: AnalysisContext, ways: Ways): readonly Observation[] {
  const { firewalls, observers, ends } = context;
  const { forward, back } = ways;
  const lost = passesByLostRule(context, back);
  const passing = forward.paths.flatMap(({ views }) => views);
  const holding = [
    ...firewalls.filter((view) => attempts(view).length > 0 || passing.includes(view)),
    // A Linux machine on the way that tracks the flow is as stateful.
    ...observers.filter((view) => view.role === 'host' && ends !== null && tracksFlow(view, ends)),
  ];
  return holding.map((view) => {
    const { reading, why } = back.start === view ? HANDED_ON : skips(ways, view, firewalls);
    const isLate = reading === 'not-seen' && lost !== null;
    return observe('walk.return-skips-firewall', isLate ? 'could-not-tell' : reading, {
      observers: [...new Set([view.name, ...passed(back)])],
      direction: 's2c',
      values: {
        firewall: view.name,
        path: directionText(back),
        fromServer: startsAtSender(ways.net, back),
        why: isLate ? `${lost} goes by rules that stand in no file of it, and may not have run then` : why,
      },
      citations: citationsOf(back),
    });
  });
}
