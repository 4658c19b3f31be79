import type { FindingReading } from '../../model/finding.ts';
import type { ObserverView } from '../context.ts';
import { haPair } from '../ha-state.ts';
import type { Net, Path, Trip } from './walk.ts';
import { type Direction, isComplete, type Ways } from './ways.ts';

/** What is held of both directions, and why it is not more. */
export interface Comparison {
  readonly reading: FindingReading;
  /** The last device that both directions pass, on the way back. Null when they do not part. */
  readonly at: string | null;
  readonly why: string | null;
}

type Names = readonly string[];

/** Devices between the ends; a host that is an end itself is passed both ways by rights. */
function between({ views }: Path, { owners }: Net, trip: Trip): Names {
  const ends = new Set([trip.from, ...trip.names].flatMap(owners.of).filter(({ role }) => role === 'host'));
  return views.filter((view) => !ends.has(view)).map(({ name }) => name);
}

function same(one: Names, other: Names): boolean {
  return one.join('\n') === other.join('\n');
}

/** Whether the reply passes the devices of the request in the opposite order. Equal paths leave it open when some pairs do. */
export function compareWays({ net, forward, back }: Ways): Comparison {
  const names = ({ paths, trip }: Direction): readonly Names[] => paths.map((path) => between(path, net, trip));
  const [there, home] = [names(forward), names(back)];
  const turned = there.map((names) => [...names].reverse());
  const at = partsAt(turned, home);
  if (isComplete(forward) && isComplete(back)) {
    const pairs = turned.flatMap((one) => home.map((other) => same(one, other)));
    if (pairs.every((agree) => agree)) return { reading: 'not-seen', at: null, why: null };
    if (pairs.every((agree) => !agree)) return { reading: 'seen', at, why: null };
    return { reading: 'could-not-tell', at: null, why: 'equal paths agree for some flows and not for others' };
  }
  const strange = (ways: readonly Names[], known: readonly Names[]): boolean =>
    ways.length > 0 && ways.every((way) => way.some((name) => !known.some((one) => one.includes(name))));
  const partsAlready =
    (isComplete(forward) && back.start !== null && strange(home, there)) ||
    (isComplete(back) && forward.start !== null && strange(there, home));
  return partsAlready
    ? { reading: 'seen', at, why: null }
    : { reading: 'could-not-tell', at: null, why: whyOpen(forward) ?? whyOpen(back) };
}

/** The last device that the reply has in common with the request, from the server on. */
function partsAt(turned: readonly Names[], home: readonly Names[]): string | null {
  const [one = [], other = []] = [turned[0], home[0]];
  const first = one.findIndex((name, index) => name !== other[index]);
  const shared = first === -1 ? one.length : first;
  return shared === 0 ? null : (one[shared - 1] ?? null);
}

/** Why a direction does not reach its end; null when it does. */
export function whyOpen(direction: Direction): string | null {
  if (direction.why !== null) return direction.why;
  const open = direction.paths.find(({ end }) => end !== 'delivered');
  return open?.why ?? null;
}

/**
 * Whether the way back from the server leaves out a firewall that holds the flow. One that no table leads the request to
 * stands on the wire without addresses of its own: tables tell nothing of it.
 */
export function skips(
  { net, forward, back }: Ways,
  firewall: ObserverView,
  firewalls: readonly ObserverView[],
): Comparison {
  const passing = back.paths.filter(({ views }) => views.includes(firewall));
  const open = (why: string | null): Comparison => ({ reading: 'could-not-tell', at: null, why });
  if (back.start === null) return open(back.why);
  if (passing.length > 0 && passing.length === back.paths.length) return { reading: 'not-seen', at: null, why: null };
  if (passing.length > 0) return open('it is balanced over several ways');
  if (!isComplete(back)) return open(whyOpen(back));
  if (!isRouted(net, forward, firewall)) return open('by the tables the request does not pass it either');
  const peers = firewalls.filter((view) => view !== firewall && haPair(view, firewall) === true);
  const byPeer = back.paths.some(({ views }) => views.some((view) => peers.includes(view)));
  return byPeer ? open('it passes the HA peer') : { reading: 'seen', at: null, why: null };
}

/** Where the tables end before the other end, the firewall that holds the flow may stand in the part that is not shown. */
function isRouted(net: Net, direction: Direction, firewall: ObserverView): boolean {
  const { trip, paths } = direction;
  if (paths.some(({ views }) => views.includes(firewall))) return true;
  if (isComplete(direction)) return false;
  const ask = net.decide(firewall);
  return [ask(trip.to, trip.from, trip.from), ask(trip.from, trip.to, trip.to)].some(({ kind }) => kind === 'forward');
}
