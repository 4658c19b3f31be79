import type { Citation } from '../../model/evidence.ts';
import { sameAddress } from '../address.ts';
import type { ObserverView } from '../context.ts';
import { routedAddress } from '../flow-sessions.ts';
import type { Decide } from './decide.ts';
import type { Decision, Exit } from './decision.ts';
import type { Neighbour } from './neighbours.ts';
import type { Owners } from './owners.ts';
import type { Steered } from './pbf-decision.ts';

/** A packet's way through the tables, from one device to where it ends. */
export interface Path {
  /** The devices that it passes, in order. */
  readonly views: readonly ObserverView[];
  /**
   * `delivered`: it reaches the other end; `dropped`: a device has no route for it; `loop`: it comes to a device again;
   * `missing`: the next device is not shown, or has not shown enough.
   */
  readonly end: 'delivered' | 'dropped' | 'loop' | 'missing';
  /** In a clause; null when it was delivered. */
  readonly why: string | null;
  /** The address of the next device when nobody shows it. */
  readonly missing: string | null;
  readonly citations: readonly Citation[];
}

export interface Net {
  readonly owners: Owners;
  decide(view: ObserverView): Decide;
  /** What policy-based forwarding does with a packet before any table is asked. */
  steered(view: ObserverView, towards: Trip['towards'], address: string): Steered;
  /** The device that a next hop of nobody stands for by its MAC. */
  neighbour(from: ObserverView, address: string): Neighbour | null;
}

/** A packet that is looked for: from one end of the flow to the other. */
export interface Trip {
  readonly from: string;
  readonly to: string;
  /** All addresses under which the receiver is known, before and after translation. */
  readonly names: readonly string[];
  readonly towards: 'client' | 'server';
}

/** Longer ways than this do not exist; more equal ones are not looked at. */
const MOST_HOPS = 32;
const MOST_PATHS = 32;

/** All ways of a packet from a device on, one for each combination of equal routes, at most 32. */
export function pathsFrom(net: Net, start: ObserverView, trip: Trip): readonly Path[] {
  const walker = new Walker(net, trip);
  walker.visit(start, trip.to, trip.from, { views: [], citations: [] });
  return walker.paths;
}

/** The part of a way that has been walked. */
type SoFar = Pick<Path, 'views' | 'citations'>;

class Walker {
  readonly paths: Path[] = [];
  private readonly net: Net;
  private readonly trip: Trip;

  constructor(net: Net, trip: Trip) {
    this.net = net;
    this.trip = trip;
  }

  /** Brings a packet to a device, handed to that address of it, and on from there. */
  visit(view: ObserverView, address: string, enteredBy: string, before: SoFar): void {
    if (this.paths.length >= MOST_PATHS) return;
    const isAgain = before.views.includes(view);
    const views = [...before.views, view];
    if (isAgain || views.length > MOST_HOPS) {
      this.finish({ ...before, views }, 'loop', `it comes to ${view.name} again`);
      return;
    }
    const target = addressAt(view, address, this.trip.towards);
    const decision = this.decide(view, target, enteredBy);
    const so = { views, citations: [...before.citations, ...decision.citations] };
    if (decision.kind === 'forward') for (const exit of decision.exits) this.leave(exit, target, so);
    else if (decision.kind === 'drop') this.finish(so, 'dropped', `${view.name}: ${decision.why}`);
    else if (decision.kind === 'unknown') this.finish(so, 'missing', `${view.name}: ${decision.why}`);
    else if (this.isEnd(target)) this.finish(so, 'delivered', null);
    else this.finish(so, 'missing', `${view.name} holds ${target} itself, and what it does with it is not shown`);
  }

  /** Takes a packet over one link, to whoever holds the next hop's address. */
  private leave(exit: Exit, target: string, so: SoFar): void {
    const next = exit.nextHop ?? target;
    const holders = speaking(this.net.owners.of(next));
    const [holder] = holders;
    const across = holders.length === 0 ? this.across(so, next, target) : null;
    const neighbour = holders.length === 0 && across === null ? this.neighbour(so, next) : null;
    if (holder !== undefined && holders.length === 1) this.visit(holder, target, next, so);
    else if (across !== null) this.visit(across, target, next, so);
    else if (neighbour !== null)
      this.visit(neighbour.view, target, next, { ...so, citations: [...so.citations, ...neighbour.citations] });
    else if (holders.length > 1) this.finish(so, 'missing', `several devices hold ${next}`, next);
    else if (sameAddress(next, target) && this.isEnd(target)) this.finish(so, 'delivered', null);
    else this.finish(so, 'missing', `nothing of ${next} is shown`, next);
  }

  /** Who holds an address does not send to it: another device of the link that does so is beside it, as the unit of a pair is. */
  private across({ views }: SoFar, next: string, target: string): ObserverView | null {
    const from = views.at(-1);
    const other = from === undefined || this.isEnd(next) ? null : this.net.owners.across(from, next);
    if (other === null) return null;
    const onward = this.decide(other, target, next);
    const passesOn = onward.kind === 'forward' && onward.exits.some(({ nextHop }) => sameAddress(nextHop, next));
    return passesOn ? null : other;
  }

  private neighbour({ views }: SoFar, next: string): Neighbour | null {
    const from = views.at(-1);
    return from === undefined || this.isEnd(next) ? null : this.net.neighbour(from, next);
  }

  private decide(view: ObserverView, address: string, enteredBy: string): Decision {
    const steered = this.net.steered(view, this.trip.towards, address);
    return steered === 'tables' ? this.net.decide(view)(address, this.trip.from, enteredBy) : steered;
  }

  private isEnd(address: string): boolean {
    return this.trip.names.some((name) => sameAddress(name, address));
  }

  private finish(so: SoFar, end: Path['end'], why: string | null, missing: string | null = null): void {
    if (this.paths.length < MOST_PATHS) this.paths.push({ ...so, end, why, missing });
  }
}

/** Both units of an HA pair hold one address: the one that has the flow's sessions speaks. */
function speaking(holders: readonly ObserverView[]): readonly ObserverView[] {
  const active = holders.filter(({ sessions }) => sessions.length > 0);
  return holders.length > 1 && active.length > 0 ? active : holders;
}

/** A firewall routes to the client before and to the server after its translation. */
function addressAt(view: ObserverView, address: string, towards: Trip['towards']): string {
  const [session] = view.sessions;
  return session === undefined ? address : (routedAddress(session, towards) ?? address);
}
