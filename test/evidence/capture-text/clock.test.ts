import { describe, expect, it } from 'vitest';
import { timesOf } from '../../../src/evidence/capture-text/clock.ts';
import { readStamp } from '../../../src/evidence/capture-text/stamp.ts';

function stamps(...texts: readonly string[]): ReturnType<typeof readStamp>['stamp'][] {
  return texts.map((text) => readStamp(`${text} IP `).stamp);
}

describe('times of a capture as text', () => {
  it('are the time of day, and go on after midnight', () => {
    expect(timesOf(stamps('23:59:59.500000', '00:00:00.250000'), null)).toEqual({
      clock: 'time-of-day',
      times: [86_399_500_000, 86_400_250_000],
    });
  });

  it('are absolute only with -tt: a date names no zone', () => {
    expect(timesOf(stamps('1770113702.971204'), null)).toEqual({ clock: 'absolute', times: [1_770_113_702_971_204] });
    expect(timesOf(stamps('2026-02-03 23:00:00.000000', '2026-02-04 01:00:00.000000'), null)).toEqual({
      clock: 'time-of-day',
      times: [82_800_000_000, 90_000_000_000],
    });
  });

  it('are summed up with -ttt', () => {
    expect(timesOf(stamps('00:00:00.000000', '00:00:01.000000', '00:00:02.000000'), 'delta')).toEqual({
      clock: 'relative',
      times: [0, 1_000_000, 3_000_000],
    });
  });

  it('are taken for deltas without a command when they fall', () => {
    expect(timesOf(stamps('00:00:00.000000', '00:00:01.000000', '00:00:00.200000'), null).times).toEqual([
      0, 1_000_000, 1_200_000,
    ]);
  });

  it('are none when elapsed times of an unknown sort only rise', () => {
    expect(timesOf(stamps('00:00:00.000000', '00:00:01.000000'), null)).toEqual({ clock: 'none', times: [0, 0] });
  });

  it('are none when a packet shows none', () => {
    expect(timesOf([...stamps('10:15:02.971204'), null], null)).toEqual({ clock: 'none', times: [0, 0] });
  });
});
