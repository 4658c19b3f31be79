import { describe, expect, it } from 'vitest';
import {
  canonicalAddress,
  covers,
  isDefaultRoute,
  longestMatches,
  sameAddress,
  sameFamily,
} from '../../src/analysis/address.ts';

describe('an address', () => {
  it('has one spelling', () => {
    expect(canonicalAddress('2001:0db8::0:1')).toBe('2001:db8::1');
    expect(canonicalAddress('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(canonicalAddress('10.1')).toBeNull();
  });

  it('is the same however it is spelled', () => {
    expect(sameAddress('2001:DB8:0::1', '2001:db8::1')).toBe(true);
    expect(sameAddress('::ffff:192.0.2.1', '192.0.2.1')).toBe(true);
    expect(sameAddress('192.0.2.1', '192.0.2.11')).toBe(false);
    expect(sameAddress('any', 'any')).toBe(false);
    expect(sameAddress(null, null)).toBe(false);
  });
});

describe('a prefix', () => {
  it('covers addresses of its own family', () => {
    expect(covers('10.20.30.5/24', '10.20.30.41')).toBe(true);
    expect(covers('10.20.30.41', '10.20.30.41')).toBe(true);
    expect(covers('0.0.0.0/0', '2001:db8::1')).toBe(false);
    expect(covers('any', '10.20.30.41')).toBe(false);
  });

  it('is a default route at length zero', () => {
    expect(['0.0.0.0/0', '::/0', '0.0.0.0', '10.0.0.0/8'].map(isDefaultRoute)).toEqual([true, true, false, false]);
    expect(sameFamily('::/0', '2001:db8::1')).toBe(true);
  });

  it('wins by its length, together with its equals', () => {
    const rows = ['0.0.0.0/0', '10.20.0.0/16', '10.20.30.0/24', '10.20.30.0/24', '10.20.31.0/24'];
    const found = longestMatches(
      rows.map((prefix, index) => ({ prefix, index })),
      '10.20.30.41',
    );
    expect(found.map(({ index }) => index)).toEqual([2, 3]);
  });
});
