import type { Citation } from '../../model/evidence.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import { observe } from '../observation.ts';
import { isNoEnd } from './host-flow.ts';

/** One reading of a counter. `since`: from when it counts, null when that is not known. */
export interface Sample {
  readonly value: number;
  readonly since: 'boot' | 'last-reading' | null;
  readonly at: Citation;
}

/**
 * States what the counters of the hosts say. A total proves nothing but that it is zero; two readings, or one since the
 * last reading, tell whether it moves.
 */
export function hostCounters({ observers, ends }: AnalysisContext): readonly Observation[] {
  return observers
    .filter(({ role }) => role === 'host')
    .flatMap((view) => [
      ...moved('host.reverse-path-counter', view, kernelCounter(view, 'TcpExtIPReversePathFilter')).map(
        (observation) => ({
          ...observation,
          values: { ...observation.values, noEnd: ends !== null && isNoEnd(view, ends) },
        }),
      ),
      ...moved('host.listen-drops', view, kernelCounter(view, 'TcpExtListenDrops')),
      ...moved('host.invalid-drops', view, invalidDrops(view)),
    ]);
}

function moved(
  code: 'host.reverse-path-counter' | 'host.listen-drops' | 'host.invalid-drops',
  view: ObserverView,
  samples: readonly Sample[],
): readonly Observation[] {
  const last = samples.at(-1);
  if (last === undefined) return [];
  const before = samples.filter(({ since }) => since === 'boot').at(-2);
  const delta = growth(samples);
  const reading: FindingReading = delta === null ? 'could-not-tell' : delta > 0 ? 'seen' : 'not-seen';
  const values = { total: last.value, delta };
  return [observe(code, reading, { observers: [view.name], values, citations: [before?.at ?? null, last.at] })];
}

/** How much a counter grew in the window that its samples measure; null without one. A total of zero has not grown. */
export function growth(samples: readonly Sample[]): number | null {
  const last = samples.at(-1);
  if (last === undefined) return null;
  if (last.since === 'last-reading') return last.value;
  const before = samples.filter(({ since }) => since === 'boot').at(-2);
  if (before === undefined) return last.value === 0 ? 0 : null;
  // A counter that fell was started anew: that is no second reading.
  return last.value >= before.value ? last.value - before.value : null;
}

/** Programs leave zeros out: a listing that shows others of the kind shows that this one is zero. */
export function kernelCounter(view: ObserverView, name: string): readonly Sample[] {
  const counters = factsOf(view, 'host-counter').filter(({ fact }) => fact.name === name);
  return inTimeOrder(factsOf(view, 'host-counter-listing')).flatMap(({ fact, evidence }): readonly Sample[] => {
    const counter = counters.find((one) => one.evidence === evidence)?.fact;
    if (counter !== undefined) return [{ value: counter.value, since: fact.since, at: counter.at }];
    const asked = fact.filter === null || fact.filter.includes(name);
    return asked && fact.showsExtensions && evidence.parsed === 'whole'
      ? [{ value: 0, since: fact.since, at: fact.at }]
      : [];
  });
}

/** Drops of packets that connection tracking calls invalid, over all rules of a rule set that count. */
function invalidDrops(view: ObserverView): readonly Sample[] {
  const rules = factsOf(view, 'packet-filter-rule').filter(
    ({ fact }) => fact.states.includes('invalid') && (fact.verdict === 'drop' || fact.verdict === 'reject'),
  );
  const blocks = inTimeOrder(rules).map(({ evidence }) => evidence);
  return [...new Set(blocks)].flatMap((block): readonly Sample[] => {
    const mine = rules.filter(({ evidence }) => evidence === block).map(({ fact }) => fact);
    const [first] = mine;
    if (first === undefined || mine.some(({ packets }) => packets === null)) return [];
    const value = mine.reduce((sum, { packets }) => sum + (packets ?? 0), 0);
    return [{ value, since: 'boot', at: mine.find(({ packets }) => packets !== 0)?.at ?? first.at }];
  });
}
