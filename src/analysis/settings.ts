import type { SessionSettings, TcpSettings } from '../model/facts.ts';
import type { Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { inTimeOrder } from './evidence-order.ts';
import { observe, present, readingOf } from './observation.ts';

/** States the settings in force that relax the check of TCP state. */
export function settings({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => present([asymmetricPath(view), nonSyn(view)]));
}

/**
 * Whether the firewall drops what it is asked to count: with a check given up its drop counter stands still whatever
 * passes (after a bypass only `flow_tcp_non_syn` still moves; with non-SYN packets accepted they make sessions).
 */
export function givesUp(view: ObserverView): { readonly nonSyn: boolean; readonly window: boolean } {
  return {
    nonSyn: nonSynFact(view)?.rejectNonSyn === false,
    window: tcpFact(view)?.asymmetricPath === 'bypass',
  };
}

function tcpFact(view: ObserverView): TcpSettings | undefined {
  return inTimeOrder(factsOf(view, 'tcp-settings')).at(-1)?.fact;
}

/** Dataplanes repeat the setting; it is one for the device. */
function nonSynFact(view: ObserverView): SessionSettings | undefined {
  const facts = inTimeOrder(factsOf(view, 'session-settings')).map(({ fact }) => fact);
  return facts.findLast(({ rejectNonSyn }) => rejectNonSyn !== null) ?? facts.at(-1);
}

function asymmetricPath(view: ObserverView): Observation | null {
  const fact = tcpFact(view);
  if (fact === undefined) return null;
  const bypass = fact.asymmetricPath === null ? null : fact.asymmetricPath === 'bypass';
  return observe('settings.asymmetric-bypass', readingOf(bypass), { observers: [view.name], citations: [fact.at] });
}

function nonSyn(view: ObserverView): Observation | null {
  const fact = nonSynFact(view);
  if (fact === undefined) return null;
  const accepted = fact.rejectNonSyn === null ? null : !fact.rejectNonSyn;
  return observe('settings.non-syn-accepted', readingOf(accepted), { observers: [view.name], citations: [fact.at] });
}
