import type { Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { inTimeOrder } from './evidence-order.ts';
import { observe, present, readingOf } from './observation.ts';

/** States the settings in force that relax the check of TCP state. */
export function settings({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => present([asymmetricPath(view), nonSyn(view)]));
}

function asymmetricPath(view: ObserverView): Observation | null {
  const fact = inTimeOrder(factsOf(view, 'tcp-settings')).at(-1)?.fact;
  if (fact === undefined) return null;
  const bypass = fact.asymmetricPath === null ? null : fact.asymmetricPath === 'bypass';
  return observe('settings.asymmetric-bypass', readingOf(bypass), { observers: [view.name], citations: [fact.at] });
}

/** Dataplanes repeat the setting; it is one for the device. */
function nonSyn(view: ObserverView): Observation | null {
  const facts = inTimeOrder(factsOf(view, 'session-settings')).map(({ fact }) => fact);
  const fact = facts.findLast(({ rejectNonSyn }) => rejectNonSyn !== null) ?? facts.at(-1);
  if (fact === undefined) return null;
  const accepted = fact.rejectNonSyn === null ? null : !fact.rejectNonSyn;
  return observe('settings.non-syn-accepted', readingOf(accepted), { observers: [view.name], citations: [fact.at] });
}
