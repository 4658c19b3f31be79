import { describe, expect, it } from 'vitest';
import { checklistProgress, overtakenSentence, tickedItems } from '../../src/report/checklist-state.ts';
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

  describe('beside evidence with a time', () => {
    const ticked = { item: 'both-grow', state: 'passed', by: 'U1', at: '2026-03-02T04:00:00.000Z' } as const;
    const judged = (decidedAt: string | null) =>
      CHECKLIST.filter(({ id }) => id === 'both-grow').map(
        (item) => ({ ...item, state: 'failed', decidedAt }) as const,
      );

    it('reopens what a person had ticked when the evidence is newer, and says who said otherwise', () => {
      const [item] = tickedItems(judged('2026-03-02T04:10:00.000Z'), [ticked]);

      expect(item).toMatchObject({ state: 'failed', tick: null, overtaken: ticked });
      expect(item === undefined ? null : overtakenSentence(item)).toBe(
        ' said passed at 2026-03-02 04:00 UTC; the evidence is newer and says failed.',
      );
    });

    it('believes the person when theirs is the newer word, or the evidence has no time', () => {
      for (const decidedAt of ['2026-03-02T03:50:00.000Z', null]) {
        const [item] = tickedItems(judged(decidedAt), [ticked]);
        expect(item).toMatchObject({ state: 'passed', tick: ticked, overtaken: null });
      }
    });

    it('says nothing of a person whom newer evidence bears out', () => {
      const agreeing = judged('2026-03-02T04:10:00.000Z').map((item) => ({ ...item, state: 'passed' }) as const);
      const [item] = tickedItems(agreeing, [ticked]);

      expect(item === undefined ? '' : overtakenSentence(item)).toBeNull();
    });
  });

  it('passes over ticks of items that are no longer there', () => {
    const stranger = { item: 'gone', state: 'passed', by: 'U1', at: '2026-03-02T04:00:00Z' } as const;
    expect(tickedItems(CHECKLIST, [stranger]).every(({ tick }) => tick === null)).toBe(true);
  });
});
