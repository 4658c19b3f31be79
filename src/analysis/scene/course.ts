import type { Traceroute } from '../../model/facts.ts';
import type { Course, Station } from '../../model/scene.ts';
import { sameAddress } from '../address.ts';
import type { AnalysisContext, ObserverView } from '../context.ts';
import { ownAddress } from '../topology.ts';
import type { Net, Path } from '../walk/walk.ts';
import type { Direction } from '../walk/ways.ts';

export const GAP: Station = { kind: 'gap', name: '', note: null };

export function endStation(name: string, note: string | null = null): Station {
  return { kind: 'end', name, note };
}

export function device(name: string, note: string | null = null): Station {
  return { kind: 'device', name, note };
}

/** Between stations that nothing joins there may be others. */
export function withGaps(stations: readonly Station[]): readonly Station[] {
  return stations.flatMap((station, index) => (index === 0 ? [station] : [GAP, station]));
}

/** The way through the tables; of several equal ones the first. Null when they lead nowhere. */
export function walkedCourse({ net, direction }: { readonly net: Net; readonly direction: Direction }): Course | null {
  const { trip, start, paths } = direction;
  const [path] = paths;
  if (path === undefined) return null;
  const receiver = endStation(trip.names[0] ?? trip.to);
  const begin = start === null ? [endStation(trip.from), GAP] : [endStation(trip.from)];
  const stations = [...begin, ...between(path, net, direction).map(({ name }) => device(name))];
  const others = start === null ? 0 : paths.length - 1;
  const base = { by: 'tables', why: path.why, others } as const;
  if (path.end === 'delivered')
    return {
      stations: [...stations, receiver],
      end: paths.every(({ end }) => end === 'delivered') ? 'arrives' : 'open',
      ...base,
    };
  if (path.end === 'missing') {
    const next: readonly Station[] = path.missing === null ? [] : [{ kind: 'address', name: path.missing, note: null }];
    return { stations: [...stations, ...next, GAP, receiver], end: 'open', ...base };
  }
  return { stations, end: path.end === 'loop' ? 'circles' : 'lost', ...base };
}

/** Devices between the ends; a host that is an end itself stands there already. */
function between({ views }: Path, { owners }: Net, { trip }: Direction): readonly ObserverView[] {
  const ends = new Set([trip.from, ...trip.names].flatMap(owners.of).filter(({ role }) => role === 'host'));
  return views.filter((view) => !ends.has(view));
}

/** The way that a trace took, its routers by the names of the devices that have those addresses. */
export function tracedCourse(
  { observers }: Pick<AnalysisContext, 'observers'>,
  trace: Traceroute,
  from: string,
  to: string,
): Course {
  const hops = trace.hops.filter(({ addresses }) => !addresses.some((one) => sameAddress(one, trace.destination)));
  const stations = hops.map(({ addresses: [address] }): Station => {
    if (address === undefined) return { ...GAP, note: 'a hop that did not answer' };
    const owner = observers.find(({ topology }) => ownAddress(topology, address) !== null);
    return owner === undefined ? { kind: 'address', name: address, note: null } : device(owner.name, address);
  });
  const rest = trace.reached ? [] : [GAP];
  return {
    stations: [endStation(from), ...stations, ...rest, endStation(to)],
    by: 'trace',
    end: trace.reached ? 'arrives' : 'open',
    why: trace.reached ? null : 'the trace does not reach its end',
    others: 0,
  };
}
