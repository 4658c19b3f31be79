import { describe, expect, it } from 'vitest';
import { checklistProgress, tickedItems } from '../../src/report/checklist-state.ts';
import { CHECKLIST, TICKS } from '../support/triage-sample.ts';

describe('the checklist with what people said', () => {
  it('takes the newest tick of an item, whatever the order', () => {
    const states = (ticks: typeof TICKS) => tickedItems(CHECKLIST, ticks).map(({ item, state }) => [item.id, state]);
    expect(states(TICKS)).toEqual([
      ['note-before', 'passed'],
      ['clear-flow', 'passed'],
      ['both-grow', 'open'],
      ['users', 'failed'],
    ]);
    expect(states([...TICKS].reverse())).toEqual(states(TICKS));
  });

  it('counts passed and waived items, and no failed ones', () => {
    expect(checklistProgress(CHECKLIST, TICKS)).toEqual({ ticked: 2, total: 4 });
    const waived = { item: 'users', state: 'waived', by: 'U1', at: '2026-03-02T04:00:00Z' } as const;
    expect(checklistProgress(CHECKLIST, [...TICKS, waived])).toEqual({ ticked: 3, total: 4 });
  });

  it('passes over ticks of items that are no longer there', () => {
    const stranger = { item: 'gone', state: 'passed', by: 'U1', at: '2026-03-02T04:00:00Z' } as const;
    expect(tickedItems(CHECKLIST, [stranger]).every(({ tick }) => tick === null)).toBe(true);
  });
});
