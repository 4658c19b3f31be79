import { describe, expect, it } from 'vitest';
import { logChoose, logTail } from '../../../src/analysis/blast-radius/chance.ts';

describe('the chance that flows part by themselves', () => {
  it('counts choices', () => {
    expect(Math.exp(logChoose(5, 2))).toBeCloseTo(10);
    expect(Math.exp(logChoose(46, 14))).toBeCloseTo(239_877_544_005, -3);
    expect(logChoose(3, 4)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('is that of Fisher’s lady who tastes tea: three or more of four cups right', () => {
    expect(Math.exp(logTail(8, 4, 4, 3))).toBeCloseTo(17 / 70);
    expect(Math.exp(logTail(8, 4, 4, 4))).toBeCloseTo(1 / 70);
    expect(logTail(8, 4, 4, 0)).toBeCloseTo(0);
  });

  it('stays a number where probabilities vanish', () => {
    const vanishing = logTail(20_000, 8000, 8000, 8000);
    expect(vanishing).toBeLessThan(-13_000);
    expect(Number.isFinite(vanishing)).toBe(true);
  });
});
