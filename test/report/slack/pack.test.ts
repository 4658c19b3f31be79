import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/report/slack/limits.ts';
import { pack } from '../../../src/report/slack/pack.ts';
import { bullets, header, preformatted, rich, section } from '../../../src/report/slack/rich.ts';
import { splitText } from '../../../src/report/slack/text.ts';
import { readable, refusalOf } from './accepted.ts';

describe('packing', () => {
  it('keeps every character of a text that is too long for one message', () => {
    const text = Array.from({ length: 900 }, (_, index) => `line ${index} <of> output & more`).join('\n');
    const messages = pack([rich([preformatted(text)])], 'x');
    expect(messages.length).toBeGreaterThan(2);
    const shown = messages.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'rich_text'));
    expect(readable(shown).join('')).toBe(text);
  });

  it('cuts between lines where there are lines', () => {
    const text = Array.from({ length: 900 }, (_, index) => `line ${index} of output`).join('\n');
    const [first] = pack([rich([preformatted(text)])], 'x');
    expect(readable(first?.blocks).join('').endsWith('of output\n')).toBe(true);
  });

  it('never leaves a header alone at the end of a message', () => {
    const blocks = Array.from({ length: 60 }, (_, index) => [
      header(`Part ${index}`),
      rich([section('x'.repeat(index * 40))]),
    ]);
    const messages = pack(blocks.flat(), 'x');
    expect(messages.length).toBeGreaterThan(1);
    expect(
      messages.map(({ blocks: held }) => held.filter(({ type }) => type !== 'context').at(-1)?.type),
    ).not.toContain('header');
  });

  it('makes many small blocks fit the number that a message may hold', () => {
    const messages = pack(
      Array.from({ length: 130 }, (_, index) => rich([section(String(index))])),
      'x',
    );
    expect(messages.map(refusalOf)).toEqual(messages.map(() => null));
    expect(Math.max(...messages.map(({ blocks }) => blocks.length))).toBeLessThanOrEqual(LIMITS.blocksPerMessage);
  });

  it('splits a list that is longer than a message between its items', () => {
    const items = Array.from({ length: 300 }, (_, index) => section(`item ${index} ${'y'.repeat(60)}`));
    const messages = pack([rich([bullets(items)])], 'x');
    const shown = messages.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'rich_text'));
    expect(readable(shown).length).toBe(300);
  });

  it('makes nothing of nothing', () => {
    expect(pack([], 'x')).toEqual([]);
  });
});

describe('splitting a text', () => {
  it('loses nothing and keeps characters of two units whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 10, max: 60 }), (text, most) => {
        const pieces = splitText(text, most);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => text.isWellFormed() === false || piece.isWellFormed())).toBe(true);
      }),
    );
  });
});
