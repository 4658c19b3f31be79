import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEndpoint } from '../../src/model/flow.ts';
import { printable } from '../../src/report/printable.ts';
import { flowText, rangesText, readText, timeText } from '../../src/report/sentences.ts';
import { wrap } from '../../src/report/wrap.ts';

describe('printable text', () => {
  it.each([
    ['\u001b[2J', '␛[2J'],
    ['a\r\nb\nc', 'a ⏎ b ⏎ c'],
    ['a\tb', 'a b'],
    ['a\u202eb', 'a\\u{202e}b'],
    ['a\u0085b', 'a\\u{85}b'],
    ['\u007f', '␡'],
    ['grüße 🛑', 'grüße 🛑'],
  ])('shows %j as %j', (given, shown) => {
    expect(printable(given)).toBe(shown);
  });

  it('holds nothing that a terminal would obey, and stays as it is when printed twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/\p{Cc}/u);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });
});

describe('small sentences', () => {
  it('write addresses with brackets only where a port follows a colon', () => {
    expect(formatEndpoint({ address: '2001:db8::1', port: 443 })).toBe('[2001:db8::1]:443');
    expect(formatEndpoint({ address: '2001:db8::1', port: null })).toBe('2001:db8::1');
    expect(formatEndpoint({ address: '192.0.2.10', port: 443 })).toBe('192.0.2.10:443');
    const [client, server] = [
      { address: '192.0.2.10', port: null },
      { address: '198.51.100.20', port: null },
    ];
    expect(flowText({ protocol: 'icmp', client, server })).toBe('ICMP 192.0.2.10 → 198.51.100.20');
  });

  it('name unread lines', () => {
    expect(
      rangesText([
        { from: 4, to: 6 },
        { from: 9, to: 9 },
      ]),
    ).toBe('4-6, 9');
    expect(readText({ parsed: 'whole', unread: [] })).toBe('read whole');
    expect(readText({ parsed: 'part', unread: [{ from: 9, to: 9 }] })).toBe('read in part, line 9 unread');
    expect(readText({ parsed: 'none', unread: [{ from: 1, to: 3 }] })).toBe('not read, lines 1-3 unread');
  });

  it('write times in UTC and leave what is no time alone', () => {
    expect(timeText('2026-11-21T07:14:09.120Z')).toBe('2026-11-21 07:14 UTC');
    expect(timeText('noon')).toBe('noon');
  });

  it('wrap between words and never inside one', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('2001:db8::1234:5678 is long', 8)).toEqual(['2001:db8::1234:5678', 'is long']);
    expect(wrap('', 8)).toEqual(['']);
  });

  it.each(['\u00ad', '\u061c', '\u180e', '\ufff9', '\u{e0041}'])('shows the unseen mark %j by its code', (mark) => {
    expect(printable(`FW${mark}-A`)).toBe(`FW\\u{${mark.codePointAt(0)?.toString(16)}}-A`);
  });
});
