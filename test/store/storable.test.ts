import { describe, expect, it } from 'vitest';
import { storable, toJson } from '../../src/store/storable.ts';

describe('storable', () => {
  it('replaces what PostgreSQL refuses and keeps every line and column', () => {
    expect(storable('a\u0000b\nc\ud83dd')).toBe('a\ufffdb\nc\ufffdd');
  });

  it('leaves ordinary text alone, pairs of surrogates included', () => {
    expect(storable('Zürich ➜ 東京 🚦\t\r\n')).toBe('Zürich ➜ 東京 🚦\t\r\n');
  });
});

describe('toJson', () => {
  it('cleans every string of a value and nothing else', () => {
    const value = { text: 'a\u0000', list: ['b\ud800', 3, null], deep: { yes: true } };

    expect(JSON.parse(toJson(value))).toEqual({ text: 'a\ufffd', list: ['b\ufffd', 3, null], deep: { yes: true } });
  });

  it('keeps a backslash before u0000 as the text that it is', () => {
    expect(JSON.parse(toJson('\\u0000'))).toBe('\\u0000');
  });

  it('applies what it is given to each string', () => {
    expect(toJson({ a: ['x', 'y'] }, (text) => text.toUpperCase())).toBe('{"a":["X","Y"]}');
  });
});
