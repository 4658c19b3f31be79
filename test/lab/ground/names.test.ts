import { describe, expect, it } from 'vitest';
import { abandoned, namespaceName, namespacesOf } from '../../../lab/ground/names.ts';

const THERE = ['rtl-100-1-pc1', 'rtl-100-2-fw1', 'rtl-200-1-pc1', 'roundtrip-300', 'rtl-x-1-pc1', 'vpn', 'cni-100-1'];

describe('the reaper', () => {
  it('takes the namespaces of runs that are no more, and nobody else’s', () => {
    expect(abandoned(THERE, (pid) => pid === 100)).toEqual(['rtl-200-1-pc1']);
    expect(abandoned(THERE, () => true)).toEqual([]);
    expect(abandoned(THERE, () => false)).toEqual(['rtl-100-1-pc1', 'rtl-100-2-fw1', 'rtl-200-1-pc1']);
  });

  it('knows the namespaces of one run', () => {
    expect(namespacesOf(THERE, 100)).toEqual(['rtl-100-1-pc1', 'rtl-100-2-fw1']);
    expect(namespacesOf([namespaceName(42, 7, 'fw1')], 42)).toEqual(['rtl-42-7-fw1']);
    expect(namespacesOf([namespaceName(42, 7, 'fw1')], 4)).toEqual([]);
  });
});
