import { describe, expect, it } from 'vitest';
import { isDivider, normaliseLine, pagerMark, toLines } from '../../src/evidence/lines.ts';
import { isNoise, isOmission } from '../../src/evidence/noise.ts';
import { unreadRanges } from '../../src/evidence/unread.ts';

describe('lines as a terminal showed them', () => {
  it.each([
    ['\u001b[7mname\u001b[0m  value', 'name  value'],
    ['\u001b]0;window title\u0007row', 'row'],
    ['--more--\r        \rrow', 'row'],
    ['lines 1-23\rrow', 'row'],
    ['sho\b\b\bshow', 'show'],
    ['a\tb', 'a       b'],
    ['a\u00a0b\u200b  ', 'a b'],
    ['one\rtwo', 'one two'],
  ])('shows %j as %j', (raw, shown) => {
    expect(normaliseLine(raw)).toBe(shown);
  });

  it('counts lines whatever their ends are', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(toLines(['a', '', 'b'].join(end))).toEqual([
        { number: 1, text: 'a' },
        { number: 2, text: '' },
        { number: 3, text: 'b' },
      ]);
    }
  });

  it.each([
    ['--More--', 'after'],
    ['lines 1-23', 'after'],
    ['row\rlines 1-23', 'after'],
    ['--more--\radmin@PA-A>', 'before'],
    ['lines 1-23/23 (END)', 'none'],
    ['he read lines 1-23 of it', 'none'],
    ['row', 'none'],
  ])('finds the mark of the pager in %j: %s', (raw, mark) => {
    expect(pagerMark(raw)).toBe(mark);
  });

  it('tells rulers, noise and omissions from words', () => {
    for (const text of ['--------', '  ==========', '---- ---- ----', '====+===='])
      expect(isDivider({ number: 1, text })).toBe(true);
    for (const text of ['--', 'a----', '---- a']) expect(isDivider({ number: 1, text })).toBe(false);
    for (const text of [
      '[edit]',
      '```',
      '--more--',
      'lines 1-40',
      'login as: admin',
      'Session target dp changed to s1dp0',
    ])
      expect(isNoise({ number: 1, text })).toBe(true);
    expect(isNoise({ number: 1, text: 'no route' })).toBe(false);
    expect(isOmission({ number: 1, text: '    --truncated--' })).toBe(true);
    expect(isOmission({ number: 1, text: 'cut here and there' })).toBe(false);
  });

  it('joins unread neighbours across blank lines, and not across noise or what was read', () => {
    const lines = toLines('a\n\nb\n```\nc\nread\nd');
    expect(unreadRanges(lines, new Set([6]))).toEqual([
      { from: 1, to: 3 },
      { from: 5, to: 5 },
      { from: 7, to: 7 },
    ]);
  });
});
