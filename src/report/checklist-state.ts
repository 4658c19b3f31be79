import type { Tick } from '../model/case.ts';
import type { ChecklistItem, ChecklistStage, ChecklistState } from '../model/checklist.ts';
import { timeText } from '../model/place.ts';

/** A checklist item with what people said of it. */
export interface TickedItem {
  readonly item: ChecklistItem;
  readonly state: ChecklistState;
  /** The newest word of a person while it counts; null when nobody said anything, or the evidence is newer. */
  readonly tick: Tick | null;
  /** The word of a person that newer evidence has overtaken. */
  readonly overtaken: Tick | null;
}

/** How many items are passed or waived, of how many. */
export interface ChecklistProgress {
  readonly ticked: number;
  readonly total: number;
}

export const STAGES: readonly ChecklistStage[] = ['before', 'during', 'after'];

/**
 * Joins items and ticks. Of a person's newest tick (by time, later in the list when equal) and the evidence the newer
 * one decides: an item that was ticked by hand reopens when a later reading says otherwise. Evidence without a time of
 * its own gives way to a person.
 */
export function tickedItems(items: readonly ChecklistItem[], ticks: readonly Tick[]): readonly TickedItem[] {
  const newest = new Map<string, Tick>();
  for (const tick of ticks) {
    const former = newest.get(tick.item);
    if (former === undefined || tick.at >= former.at) newest.set(tick.item, tick);
  }
  return items.map((item) => {
    const tick = newest.get(item.id) ?? null;
    if (tick === null) return { item, state: item.state, tick, overtaken: null };
    return isNewer(item, tick)
      ? { item, state: item.state, tick: null, overtaken: tick }
      : { item, state: tick.state, tick, overtaken: null };
  });
}

function isNewer({ decidedAt }: ChecklistItem, tick: Tick): boolean {
  return decidedAt !== null && Date.parse(decidedAt) > Date.parse(tick.at);
}

/** That a newer reading says otherwise than a person did; null when it does not. */
export function overtakenSentence({ state, overtaken }: Pick<TickedItem, 'state' | 'overtaken'>): string | null {
  if (overtaken === null || overtaken.state === state) return null;
  return ` said ${overtaken.state} at ${timeText(overtaken.at)}; the evidence is newer and says ${state}.`;
}

/** Why nothing is settled yet, when the same sentence says it of every open item that has one: then it is said once. */
export function whyAllOpen(items: readonly ChecklistItem[]): string | null {
  const reasons = items.flatMap(({ state, why }) => (state === 'open' && why !== null ? [why] : []));
  const [first] = reasons;
  return first !== undefined && reasons.length > 1 && reasons.every((why) => why === first) ? first : null;
}

/** Passed and waived items count as done; failed and open ones do not. */
export function checklistProgress(items: readonly ChecklistItem[], ticks: readonly Tick[]): ChecklistProgress {
  const done = tickedItems(items, ticks).filter(({ state }) => state === 'passed' || state === 'waived');
  return { ticked: done.length, total: items.length };
}
