import type { Citation, Evidence } from '../model/evidence.ts';
import type { Counter, CounterSampling } from '../model/facts.ts';
import { factsOf, type ObserverView } from './context.ts';
import { inTimeOrder } from './evidence-order.ts';

/** What is known of a counter before it was ever shown: the vendor's severity, category and aspect. */
export interface CounterTraits {
  readonly name: string;
  readonly severity: 'drop' | 'warn' | 'info';
  readonly category: string;
  readonly aspect: string;
}

export interface Moved {
  readonly delta: number;
  readonly severity: string | null;
  readonly at: Citation;
}

/** A stretch of time in which counters were watched at one device, all its dataplanes together. */
export interface Window {
  readonly packetFilter: boolean;
  readonly elapsedSeconds: number | null;
  readonly at: Citation;
  readonly moved: ReadonlyMap<string, Moved>;
  /** True when the counter would be in the listing, had it moved. */
  canShow(counter: CounterTraits): boolean;
}

/** One listing as it was printed. */
export interface Listing {
  readonly evidence: Evidence;
  readonly sampling: CounterSampling;
  readonly rows: ReadonlyMap<string, Counter>;
}

/** A `delta yes` reading counts from the one before, whoever asked for it: a longer stretch is no window on this incident. */
const LONGEST_WINDOW = 60 * 60;
/** Two readings in quick succession leave no time for anything to be counted. */
const SHORTEST_WINDOW = 3;

/** The counter listings of an observer, oldest first. Dataplanes of one reading are added up. */
export function listingsOf(view: ObserverView): readonly Listing[] {
  const byBlock = new Map<Evidence, { sampling: CounterSampling; rows: Map<string, Counter> }>();
  for (const { fact, evidence } of view.facts) {
    if (fact.kind === 'counter-sampling' && !byBlock.has(evidence))
      byBlock.set(evidence, { sampling: fact, rows: new Map() });
    if (fact.kind !== 'counter') continue;
    const rows = byBlock.get(evidence)?.rows;
    const before = rows?.get(fact.name);
    rows?.set(fact.name, before === undefined ? fact : { ...before, value: before.value + fact.value });
  }
  return inTimeOrder([...byBlock].map(([evidence, listing]) => ({ evidence, ...listing })));
}

/** A listing asked for with `packet-filter yes` shows the flow's own packets only while the packet filter is on. */
function isFiltered(view: ObserverView, { packetFilter }: CounterSampling): boolean {
  if (!packetFilter) return false;
  const settings = factsOf(view, 'packet-diag-setting').flatMap(({ fact }) => fact.filterEnabled ?? []);
  return settings.length === 0 || settings.includes(true);
}

/** The name filter is a counter's name, `category X`, `aspect X`, what a `| match` leaves, or `cut` for a pasted part. */
function passesName(filter: string | null, { name, category, aspect }: CounterTraits): boolean {
  if (filter === null || filter === name) return true;
  const [key, value = ''] = filter.split(/\s+/, 2);
  if (key === 'category') return value === category;
  if (key === 'aspect') return value === aspect;
  if (key !== 'match') return false;
  const words = filter.slice('match'.length).replace(/["']/g, '').trim();
  return /^[\w|]+$/.test(words) && words.split('|').some((word) => word !== '' && name.includes(word));
}

function showing({ evidence, sampling }: Listing, filterIsOn: boolean): (counter: CounterTraits) => boolean {
  return (counter) =>
    evidence.parsed === 'whole' &&
    (!sampling.packetFilter || filterIsOn) &&
    (sampling.severityFilter === null || sampling.severityFilter === counter.severity) &&
    passesName(sampling.nameFilter, counter);
}

function lengthIsUsable(seconds: number | null, shortest: number): boolean {
  return seconds === null || (seconds >= shortest && seconds <= LONGEST_WINDOW);
}

/** The windows of an observer, oldest first: every `delta yes` reading, and every two totals that can be subtracted. */
export function windowsOf(view: ObserverView): readonly Window[] {
  const listings = listingsOf(view);
  const totals = listings.filter(({ sampling }) => sampling.delta === false);
  const found = listings.map((listing) => {
    if (listing.sampling.delta === true) return deltaWindow(view, listing);
    const earlier = totals[totals.indexOf(listing) - 1];
    return listing.sampling.delta === false && earlier !== undefined ? between(view, earlier, listing) : null;
  });
  return found.filter((window) => window !== null);
}

function deltaWindow(view: ObserverView, listing: Listing): Window | null {
  const { sampling, rows } = listing;
  if (!lengthIsUsable(sampling.elapsedSeconds, 0)) return null;
  const packetFilter = isFiltered(view, sampling);
  const moved = new Map([...rows].map(([name, { value, severity, at }]) => [name, { delta: value, severity, at }]));
  const enough = lengthIsUsable(sampling.elapsedSeconds, SHORTEST_WINDOW);
  const shows = showing(listing, packetFilter);
  const canShow = (counter: CounterTraits): boolean => enough && shows(counter);
  return { packetFilter, elapsedSeconds: sampling.elapsedSeconds, at: sampling.at, moved, canShow };
}

/** Totals only grow; where one does not, the device restarted or the readings are in the wrong order. */
function between(view: ObserverView, earlier: Listing, later: Listing): Window | null {
  const asked = ({ sampling }: Listing): string =>
    JSON.stringify([sampling.packetFilter, sampling.severityFilter, sampling.nameFilter]);
  if (asked(earlier) !== asked(later)) return null;
  const moved = new Map<string, Moved>();
  for (const [name, { value, severity, at }] of later.rows) {
    const delta = value - (earlier.rows.get(name)?.value ?? 0);
    if (delta < 0) return null;
    moved.set(name, { delta, severity, at });
  }
  if ([...earlier.rows.keys()].some((name) => !later.rows.has(name))) return null;
  const packetFilter = isFiltered(view, later.sampling);
  const [first, second] = [showing(earlier, packetFilter), showing(later, packetFilter)];
  const canShow = (counter: CounterTraits): boolean => first(counter) && second(counter);
  return { packetFilter, elapsedSeconds: null, at: later.sampling.at, moved, canShow };
}

/** True when the device has not moved the counter since it started: totals list every counter that is not zero. */
export function neverMoved(view: ObserverView, counter: CounterTraits): boolean {
  return listingsOf(view).some(
    (listing) =>
      listing.sampling.delta === false &&
      !listing.sampling.packetFilter &&
      (listing.rows.get(counter.name)?.value ?? 0) === 0 &&
      showing(listing, true)(counter),
  );
}
