import { describe, expect, it } from 'vitest';
import { compareNames, inPlace, inTimeOrder } from '../../src/analysis/evidence-order.ts';
import { deviceTime, instant } from '../../src/analysis/time.ts';
import { block, lookup } from '../support/facts.ts';

describe('a time', () => {
  it('of a session and of a log are read at face value', () => {
    expect(deviceTime('Tue Nov 10 09:14:02 2026')).toBe(deviceTime('2026/11/10 09:14:02'));
    expect(deviceTime('Tue Nov  3 09:14:02 2026')).toBe(deviceTime('2026-11-03T09:14:02Z'));
    expect(deviceTime('yesterday')).toBeNull();
    expect(deviceTime('Tue Nov 10 25:14:02 2026')).toBeNull();
  });

  it('of a person counts with its offset', () => {
    expect(instant('2026-11-10T12:00:00+01:00')).toBe(instant('2026-11-10T11:00:00Z'));
  });
});

describe('the order of evidence', () => {
  const at = (source: string, takenAt: string | null = null) =>
    block('fib-lookup', [lookup('10.20.30.41', source)], { source, takenAt });

  it('counts as a person does', () => {
    expect(['paste-10', 'paste-2', 'a'].sort(compareNames)).toEqual(['a', 'paste-2', 'paste-10']);
    expect(inPlace([at('paste-10'), at('paste-2')]).map(({ source }) => source)).toEqual(['paste-2', 'paste-10']);
  });

  it('has a block once that was given twice', () => {
    const once = at('paste-1');
    expect(inPlace([once, { ...once, id: 'e9', source: 'paste-3' }])).toEqual([once]);
    expect(inPlace([once, { ...once, takenAt: '2026-11-10T12:00:00Z' }])).toHaveLength(2);
  });

  it('is that of time when all say when they were taken', () => {
    const late = { evidence: at('paste-1', '2026-11-10T12:00:10Z') };
    const early = { evidence: at('paste-2', '2026-11-10T12:00:00Z') };
    expect(inTimeOrder([late, early])).toEqual([early, late]);
    const unknown = { evidence: at('paste-3') };
    expect(inTimeOrder([unknown, early, late])).toEqual([late, early, unknown]);
  });
});
