import type { Tick } from '../model/case.ts';
import type { ChecklistItem, ChecklistStage, ChecklistState } from '../model/checklist.ts';

/** A checklist item with what people said of it. `tick` is the newest, null when nobody said anything. */
export interface TickedItem {
  readonly item: ChecklistItem;
  readonly state: ChecklistState;
  readonly tick: Tick | null;
}

/** How many items are passed or waived, of how many. */
export interface ChecklistProgress {
  readonly ticked: number;
  readonly total: number;
}

export const STAGES: readonly ChecklistStage[] = ['before', 'during', 'after'];

/**
 * Joins items and ticks. The newest tick of an item (by time, later in the list when equal) decides;
 * an item without a tick has the state that the evidence gave it.
 */
export function tickedItems(items: readonly ChecklistItem[], ticks: readonly Tick[]): readonly TickedItem[] {
  const newest = new Map<string, Tick>();
  for (const tick of ticks) {
    const former = newest.get(tick.item);
    if (former === undefined || tick.at >= former.at) newest.set(tick.item, tick);
  }
  return items.map((item) => {
    const tick = newest.get(item.id) ?? null;
    return tick === null ? { item, state: item.state, tick } : { item, state: tick.state, tick };
  });
}

/** Passed and waived items count as done; failed and open ones do not. */
export function checklistProgress(items: readonly ChecklistItem[], ticks: readonly Tick[]): ChecklistProgress {
  const done = tickedItems(items, ticks).filter(({ state }) => state === 'passed' || state === 'waived');
  return { ticked: done.length, total: items.length };
}
