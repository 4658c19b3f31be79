import type { Evidence } from '../../model/evidence.ts';
import type { Sign } from '../../model/validation.ts';
import { type AnalysisInput, contextOf, factsOf, type ObserverView } from '../context.ts';
import { counters } from '../counters.ts';
import { instant } from '../time.ts';

/**
 * Whether the drops stopped, at each moment at which counters were read since the fix. `later` is the evidence since
 * then. Drops of a window that began before the fix, or nobody knows when, may be of before it and settle nothing.
 */
export function dropsStop(input: AnalysisInput, later: readonly Evidence[], fix: number): readonly Sign[] {
  const read = later.filter(({ kind }) => kind === 'counter-global');
  const times = [...new Set(read.map(({ takenAt }) => instant(takenAt) ?? fix))].sort((one, other) => one - other);
  return times.flatMap((time) => {
    const known = later.filter((block) => tellsOfCounters(block) && (instant(block.takenAt) ?? fix) <= time);
    const context = contextOf({ ...input, evidence: known });
    const views = context.firewalls.filter((view) => wasReadAt(view, time));
    return counters({ ...context, firewalls: views }).flatMap((finding) => {
      const view = views.find(({ name }) => name === finding.observers[0]);
      if (finding.code !== 'counter.quiet' || view === undefined) return [];
      const { elapsedSeconds = null, counter = null } = finding.values;
      const isWhole = beganAfter(view, elapsedSeconds, time, fix);
      const holds = finding.reading === 'seen' ? true : finding.reading === 'not-seen' && isWhole ? false : null;
      return [
        {
          check: 'drops-stop',
          observer: view.name,
          holds,
          at: new Date(time * 1000).toISOString(),
          values: { counter, elapsedSeconds, reachesBack: finding.reading === 'not-seen' && !isWhole },
          citations: finding.citations,
        },
      ];
    });
  });
}

/** Counters, and whether they were asked for this flow only; nothing else is grouped anew for every reading. */
function tellsOfCounters({ kind, facts }: Evidence): boolean {
  return kind === 'counter-global' || facts.some((fact) => fact.kind === 'packet-diag-setting');
}

function wasReadAt(view: ObserverView, time: number): boolean {
  return view.evidence.some(({ kind, takenAt }) => kind === 'counter-global' && instant(takenAt) === time);
}

/** Without a length of its own a window begins at the reading before it, which has to be one since the fix. */
function beganAfter(view: ObserverView, elapsed: unknown, time: number, fix: number): boolean {
  if (typeof elapsed === 'number') return time - elapsed >= fix;
  return factsOf(view, 'counter-sampling').length > 1;
}
