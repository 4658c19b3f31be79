import type { FindingCode, FindingReading, Observation } from '../model/finding.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { COUNTER_GROUPS, type CounterGroup, SPLIT_CODES, UNKNOWN_COUNTERS } from './counter-catalogue.ts';
import { type Listing, listingsOf, type Moved, neverMoved, type Window, windowsOf } from './counter-windows.ts';
import { citeBlock } from './evidence-order.ts';
import { observe, present, readingOf } from './observation.ts';
import { givesUp } from './settings.ts';

/** States which drops moved in a measured window, device by device. Totals since boot tell nothing of this incident. */
export function counters({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const listings = listingsOf(view);
    const unknown = unknownNames(view);
    if (listings.length === 0) return unknown;
    const windows = windowsOf(view);
    const groups = COUNTER_GROUPS.map((group) => groupFinding(view, group, windows, listings));
    const counted = present([...groups, burstOver(view, windows), quiet(view, windows)]);
    return [
      ...counted.map((one) => asFarAsCounted(view, one)),
      ...present([warningsHidden(view, listings)]),
      ...unknown,
    ];
  });
}

/** What still counts when the firewall gives up a check, and the finding that its silence proves otherwise. */
function asFarAsCounted(view: ObserverView, finding: Observation): Observation {
  const given = givesUp(view);
  const silence: Partial<Record<FindingCode, boolean>> = {
    'counter.non-syn-drops': given.nonSyn && finding.reading === 'not-seen',
    'counter.out-of-window': given.window && finding.reading === 'not-seen',
    'counter.non-syn-burst-over': given.nonSyn && finding.reading === 'seen',
    'counter.quiet': (given.nonSyn || given.window) && finding.reading === 'seen',
  };
  return silence[finding.code] === true ? { ...finding, reading: 'could-not-tell' } : finding;
}

/** What one window says of a group: how much its strongest counter moved, zero when none did, null when it cannot tell. */
interface Count {
  readonly counter: string | null;
  readonly delta: number;
  readonly at: Moved['at'];
  readonly window: Window;
}

function countIn(window: Window, { counters: members, families = [] }: CounterGroup): Count | null {
  const names = new Set(members.map(({ name }) => name));
  const isOfFamily = (name: string, severity: string | null): boolean =>
    (severity ?? 'drop') === 'drop' && families.some((start) => name.startsWith(start));
  const moves = [...window.moved]
    .filter(([name, { delta, severity }]) => delta > 0 && (names.has(name) || isOfFamily(name, severity)))
    .sort(([one, a], [other, b]) => b.delta - a.delta || (one < other ? -1 : 1));
  const [strongest] = moves;
  if (strongest !== undefined) return { counter: strongest[0], delta: strongest[1].delta, at: strongest[1].at, window };
  return members.every((member) => window.canShow(member))
    ? { counter: members.length === 1 ? (members[0]?.name ?? null) : null, delta: 0, at: window.at, window }
    : null;
}

/** The latest window that can tell; one with a packet filter speaks of this flow and comes before those of the device. */
export function latestCount(windows: readonly Window[], group: CounterGroup): Count | null {
  const told = present(windows.map((window) => countIn(window, group)));
  return told.findLast(({ window }) => window.packetFilter) ?? told.at(-1) ?? null;
}

function groupFinding(
  view: ObserverView,
  group: CounterGroup,
  windows: readonly Window[],
  listings: readonly Listing[],
): Observation {
  const count = latestCount(windows, group);
  if (count !== null) {
    const { counter, delta, at, window } = count;
    return observe(group.code, delta > 0 ? 'seen' : 'not-seen', {
      observers: [view.name],
      values: {
        counter,
        delta,
        elapsedSeconds: window.elapsedSeconds,
        packetFilter: window.packetFilter,
        lifetime: false,
      },
      citations: [at],
    });
  }
  const idle = group.counters.every((counter) => neverMoved(view, counter));
  const total = listings.flatMap(({ rows }) => group.counters.flatMap(({ name }) => rows.get(name) ?? [])).at(-1);
  return observe(group.code, idle ? 'not-seen' : 'could-not-tell', {
    observers: [view.name],
    values: { counter: total?.name ?? null, delta: null, elapsedSeconds: null, packetFilter: false, lifetime: true },
    citations: [total?.at ?? listings.at(-1)?.sampling.at ?? null],
  });
}

const NON_SYN: CounterGroup = COUNTER_GROUPS.find(({ code }) => code === 'counter.non-syn-drops') ?? {
  code: 'counter.non-syn-drops',
  counters: [],
};

/** A burst that has fallen to a tenth of its rate may be ending: that is for a later window to say. */
const ENDING = 0.1;

/** Windows are compared with others of their kind: of the flow, or of the whole device. */
function burstOver(view: ObserverView, windows: readonly Window[]): Observation | null {
  const told = present(windows.map((window) => countIn(window, NON_SYN)));
  const latest = latestCount(windows, NON_SYN);
  if (latest === null) return null;
  const before = told.filter(
    ({ window }) => window !== latest.window && window.packetFilter === latest.window.packetFilter,
  );
  const peak = before.find(({ delta }) => delta > 0);
  if (peak === undefined && latest.delta === 0) return null;
  return observe('counter.non-syn-burst-over', burstReading(before, latest), {
    observers: [view.name],
    values: { counter: 'flow_tcp_non_syn_drop', before: peak?.delta ?? null, delta: latest.delta },
    citations: [latest.at, peak?.at ?? null],
  });
}

function burstReading(before: readonly Count[], latest: Count): FindingReading {
  if (latest.delta === 0) return 'seen';
  if (before.length === 0) return 'could-not-tell';
  const rate = ({ delta, window }: Count): number | null =>
    window.elapsedSeconds === null || window.elapsedSeconds === 0 ? null : delta / window.elapsedSeconds;
  const peak = Math.max(...before.map((one) => rate(one) ?? 0));
  return peak > 0 && (rate(latest) ?? peak) <= peak * ENDING ? 'could-not-tell' : 'not-seen';
}

/** Judged in one window, the latest that shows all of these counters; any of them that moved there spoils it. */
function quiet(view: ObserverView, windows: readonly Window[]): Observation | null {
  const groups = COUNTER_GROUPS.filter(({ code }) => SPLIT_CODES.includes(code));
  const readings = windows.map((window) => ({ window, counts: groups.map((group) => countIn(window, group)) }));
  const telling = readings.filter(
    ({ counts }) => !counts.includes(null) || counts.some((count) => (count?.delta ?? 0) > 0),
  );
  const latest = telling.findLast(({ window }) => window.packetFilter) ?? telling.at(-1) ?? null;
  const moved = latest?.counts.find((count) => (count?.delta ?? 0) > 0) ?? null;
  return observe('counter.quiet', readingOf(latest === null ? null : moved === null), {
    observers: [view.name],
    values: {
      elapsedSeconds: latest?.window.elapsedSeconds ?? null,
      packetFilter: latest?.window.packetFilter ?? false,
      lifetime: latest === null,
      counter: moved?.counter ?? null,
    },
    citations: [moved?.at ?? latest?.window.at ?? listingsOf(view).at(-1)?.sampling.at ?? null],
  });
}

/** A severity filter hides the warnings unless it asks for them, or another listing was taken without one. */
function warningsHidden(view: ObserverView, listings: readonly Listing[]): Observation | null {
  const known = listings.filter(({ sampling }) => sampling.delta !== null);
  const hiding = ({ sampling }: Listing): boolean =>
    sampling.severityFilter !== null && sampling.severityFilter !== 'warn';
  const hidden = known.length === 0 ? null : known.every(hiding);
  const cited = known.find((listing) => hiding(listing) === hidden) ?? listings[0];
  return observe('counter.warnings-hidden', readingOf(hidden), {
    observers: [view.name],
    values: { severityFilter: cited?.sampling.severityFilter ?? null },
    citations: [cited?.sampling.at ?? null],
  });
}

/** Names that nobody has seen in a real output, in what was asked for or what was shown. */
function unknownNames(view: ObserverView): readonly Observation[] {
  return [...UNKNOWN_COUNTERS].flatMap(([name, instead]) => {
    const asked = view.evidence.find(({ command }) => new RegExp(`\\b${name}\\b`).test(command ?? ''));
    const shown = view.facts.find(({ fact }) => fact.kind === 'counter' && fact.name === name)?.fact.at;
    const citation = shown ?? (asked === undefined ? null : citeBlock(asked));
    if (citation === null) return [];
    const about = { observers: [view.name], values: { name, instead }, citations: [citation] };
    return [observe('counter.unknown-to-vendor', 'seen', about)];
  });
}
