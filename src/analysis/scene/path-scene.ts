import type { Traceroute } from '../../model/facts.ts';
import type { Finding, FindingCode, FindingReading } from '../../model/finding.ts';
import type { Course, PathScene, Station } from '../../model/scene.ts';
import { sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import { waysOf } from '../walk/ways.ts';
import { device, endStation, GAP, tracedCourse, walkedCourse, withGaps } from './course.ts';
import { passingOf } from './passing.ts';

const PARTING: readonly FindingCode[] = [
  'walk.paths-part',
  'walk.return-skips-firewall',
  'path.return-skips-firewall',
  'between.halves-on-two-firewalls',
  'between.reply-elsewhere',
  'fib.return-leaves-elsewhere',
];
const CITED: readonly FindingCode[] = [
  ...PARTING,
  'walk.forward-path',
  'walk.return-path',
  'session.return-unseen',
  'session.both-directions-seen',
  'capture.flow-found',
];

/**
 * Both ways of the flow. Of each direction the best that is known: the tables from end to end, a trace, the tables as far
 * as they go, or the devices where sessions and captures show its packets. Null when not even one device is known.
 */
export function pathScene(context: AnalysisContext, findings: readonly Finding[]): PathScene | null {
  const { flow } = context;
  if (flow === null) return null;
  const passing = passingOf(context, findings);
  const seen = findings.filter(({ reading }) => reading === 'seen');
  const elsewhere = seen.find(({ code }) => code === 'fib.return-leaves-elsewhere');
  const ways = waysOf(context);
  const [client, server] = [flow.client.address, flow.server.address];
  const walked = (direction: 'forward' | 'back') =>
    ways === null ? null : walkedCourse({ net: ways.net, direction: ways[direction] });
  const forward = bestOf([
    walked('forward'),
    traced(context, client, server, 'servers'),
    knownCourse(
      client,
      server,
      passing.forward.map((name) => device(name)),
    ),
  ]);
  const back = bestOf([
    walked('back'),
    traced(context, server, client, 'clients'),
    knownCourse(
      server,
      client,
      elsewhere === undefined ? passing.back.map((name) => device(name)) : [exitOf(elsewhere)],
    ),
  ]);
  if (![forward, back].some(({ stations }) => stations.some(isBetween))) return null;
  return {
    kind: 'paths',
    forward,
    back,
    part: partReading(findings),
    partAt: partAt(seen, elsewhere),
    unanswered: passing.unanswered.filter((name) => !back.stations.some((station) => station.name === name)),
    sources: sourcesOf(seen),
  };
}

/** A whole way goes before one that is not; of those the one with the most stations that are known. */
function bestOf(courses: readonly (Course | null)[]): Course {
  const [first, ...others] = courses.filter((course) => course !== null);
  const weight = (course: Course): number =>
    (course.end === 'open' ? 0 : 100) + course.stations.filter(isBetween).length;
  if (first === undefined) return { stations: [], by: 'packets', end: 'open', why: null, others: 0 };
  return others.reduce((best, course) => (weight(course) > weight(best) ? course : best), first);
}

function isBetween({ kind }: Station): boolean {
  return kind === 'device' || kind === 'address';
}

/** Devices that packets pass; of several the order is not known, so they stand as one station. */
function knownCourse(from: string, to: string, passed: readonly Station[]): Course {
  const names = passed.map(({ name }) => name).join(', ');
  const stations = passed.length > 1 ? [device(names, 'in an order that is not shown')] : passed;
  const inner = stations.length === 0 ? [GAP] : [];
  const whole = [endStation(from), ...inner, ...stations, endStation(to)];
  return {
    stations: stations.length === 0 ? whole : withGaps(whole),
    by: 'packets',
    end: 'open',
    why: null,
    others: 0,
  };
}

/** The firewall that would send the reply out by another interface than the request came in on. */
function exitOf({ observers: [name = ''], values }: Finding): Station {
  const side = (interfaceName: unknown, zone: unknown): string =>
    typeof zone === 'string' ? `${interfaceName} (${zone})` : `${interfaceName}`;
  const came = side(values.ingress, values.ingressZone);
  return device(name, `in by ${came}, back by ${side(values.egress, values.egressZone)}`);
}

function traced(context: AnalysisContext, from: string, to: string, ends: 'clients' | 'servers'): Course | null {
  const names = context.ends?.[ends] ?? [];
  const traces = context.observers
    .filter(({ role }) => role === 'host')
    .flatMap((view) => factsOf(view, 'traceroute'))
    .filter(({ fact }) => names.some(({ address }) => sameAddress(fact.destination, address)));
  const trace: Traceroute | undefined = inTimeOrder(traces).at(-1)?.fact;
  return trace === undefined ? null : tracedCourse(context, trace, from, to);
}

function partReading(findings: readonly Finding[]): FindingReading {
  if (findings.some(({ code, reading }) => PARTING.includes(code) && reading === 'seen')) return 'seen';
  const compared = findings.find(({ code }) => code === 'walk.paths-part');
  return compared?.reading === 'not-seen' ? 'not-seen' : 'could-not-tell';
}

function partAt(seen: readonly Finding[], elsewhere: Finding | undefined): string | null {
  const at = seen.find(({ code }) => code === 'walk.paths-part')?.values.at;
  return typeof at === 'string' ? at : (elsewhere?.observers[0] ?? null);
}

function sourcesOf(seen: readonly Finding[]): readonly string[] {
  const cited = seen.filter(({ code }) => CITED.includes(code)).flatMap(({ citations }) => citations);
  return [...new Set(cited.map(({ source }) => source))];
}
