import { describe, expect, it } from 'vitest';
import { capByGroup } from '../../src/diagnosis/cap.ts';
import type { LedgerLine } from '../../src/model/diagnosis.ts';
import type { FindingCode } from '../../src/model/finding.ts';

function line(code: FindingCode, bits: number): LedgerLine {
  return { finding: 'f1', code, role: 'supports', bits, counted: bits, because: '', citation: null };
}

const counted = (lines: readonly LedgerLine[]): readonly number[] => capByGroup(lines).map((one) => one.counted);

describe('the cap of a source group', () => {
  it('counts the strongest line of a group fully', () => {
    expect(counted([line('counter.zone-change', 4)])).toEqual([4]);
  });

  it('lets all other lines of the group add one bit together', () => {
    expect(
      counted([line('counter.non-syn-drops', 2), line('counter.zone-change', 4), line('counter.out-of-window', 2)]),
    ).toEqual([1, 4, 0]);
  });

  it('caps each group by itself', () => {
    expect(counted([line('counter.zone-change', 4), line('fib.return-other-zone', 4)])).toEqual([4, 4]);
  });

  it('keeps the order of the lines', () => {
    const lines = [line('counter.non-syn-drops', 1), line('counter.zone-change', 4)];
    expect(capByGroup(lines).map((one) => one.code)).toEqual(['counter.non-syn-drops', 'counter.zone-change']);
  });
});
