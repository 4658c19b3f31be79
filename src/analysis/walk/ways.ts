import type { Endpoint, Flow } from '../../model/flow.ts';
import type { AnalysisContext, ObserverView } from '../context.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { attempts } from '../session-condition.ts';
import { type Decide, decideAt } from './decide.ts';
import type { Decision } from './decision.ts';
import { neighbourOf } from './neighbours.ts';
import { ownersOf } from './owners.ts';
import { steeredAt } from './pbf-decision.ts';
import { type Net, type Path, pathsFrom, type Trip } from './walk.ts';

/** One direction of the flow through all tables. */
export interface Direction {
  readonly trip: Trip;
  /** The device that the packet comes to first; null when nobody shows the network of its sender. */
  readonly start: ObserverView | null;
  /** Why the start is not known. */
  readonly why: string | null;
  /** From the start; from every firewall of the flow when the start is not known. */
  readonly paths: readonly Path[];
}

export interface Ways {
  readonly net: Net;
  readonly forward: Direction;
  readonly back: Direction;
}

/**
 * Walks both directions. Null when there is nothing to walk: without a router, or two devices that show where they
 * send packets of the flow, each device's own findings say it all.
 */
export function waysOf({ observers, firewalls, flow, ends }: AnalysisContext): Ways | null {
  if (flow === null || ends === null) return null;
  const net = netOf(observers, flow, ends);
  const { client, server } = flow;
  const telling = observers.filter((view) => tells(net.decide(view), flow));
  if (telling.length < 2 && !telling.some(({ role }) => role === 'router')) return null;
  const holders = firewalls.filter((view) => attempts(view).length > 0);
  const go = (trip: Trip): Direction => directionOf(net, trip, holders);
  return {
    net,
    forward: go({ from: client.address, to: server.address, names: addressesOf(ends.servers), towards: 'server' }),
    back: go({
      from: server.address,
      to: seenClient(holders, client.address),
      names: addressesOf(ends.clients),
      towards: 'client',
    }),
  };
}

function addressesOf(ends: readonly Endpoint[]): readonly string[] {
  return ends.map(({ address }) => address);
}

function netOf(observers: readonly ObserverView[], flow: Flow, ends: FlowEnds): Net {
  const deciders = new Map<ObserverView, Decide>();
  const decide = (view: ObserverView): Decide => {
    const known = deciders.get(view) ?? remembering(decideAt(view, ends));
    deciders.set(view, known);
    return known;
  };
  return {
    owners: ownersOf(observers),
    decide,
    steered: (view, towards, address) => steeredAt(view, flow, towards === 'server' ? 'c2s' : 's2c', address),
    neighbour: (from, address) => neighbourOf(observers, from, address),
  };
}

/** Long tables are read once for each question, however many ways lead through a device. */
function remembering(decide: Decide): Decide {
  const answers = new Map<string, Decision>();
  return (address, source, enteredBy) => {
    const key = `${address} ${source} ${enteredBy}`;
    const answer = answers.get(key) ?? decide(address, source, enteredBy);
    answers.set(key, answer);
    return answer;
  };
}

function tells(decide: Decide, { client, server }: Flow): boolean {
  return [
    decide(client.address, server.address, server.address),
    decide(server.address, client.address, client.address),
  ].some(({ kind }) => kind === 'forward' || kind === 'drop');
}

/** The server answers to the address that the client is translated to. */
function seenClient(holders: readonly ObserverView[], client: string): string {
  for (const { sessions } of holders) {
    for (const { looks, orientation } of sessions) {
      for (const look of looks) {
        const after = orientation === 'forward' ? look.translatedSource.address : look.destination.address;
        if (after !== null) return after;
      }
    }
  }
  return client;
}

function directionOf(net: Net, trip: Trip, holders: readonly ObserverView[]): Direction {
  const origins = net.owners.of(trip.from).filter(({ role }) => role === 'host');
  const starts = origins.length > 0 ? origins : net.owners.gatewaysOf(trip.from);
  const [start = null] = starts;
  if (start !== null && starts.length === 1) return { trip, start, why: null, paths: pathsFrom(net, start, trip) };
  const names = starts.map(({ name }) => name).join(' and ');
  const why =
    starts.length === 0
      ? `no router on the network of ${trip.from} is shown`
      : `${names} are on the network of ${trip.from}, and which of them it uses is not shown`;
  return { trip, start: null, why, paths: holders.flatMap((view) => pathsFrom(net, view, trip)) };
}

/** True when every equal way from the sender on reaches the other end. */
export function isComplete({ start, paths }: Direction): boolean {
  return start !== null && paths.length > 0 && paths.every(({ end }) => end === 'delivered');
}
