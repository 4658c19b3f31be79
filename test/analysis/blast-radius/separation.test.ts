import { describe, expect, it } from 'vitest';
import { type CrowdFlow, conntrack, groupingBy, radiusOf, range } from './crowd.ts';

/** Clients of one /24, half-open or whole. */
function network(third: number, count: number, half: boolean, from = 10): readonly CrowdFlow[] {
  return range(count, from).map((host) => ({ client: `10.64.${third}.${host}`, half }));
}

/** The same numbers for the same seed. */
function shuffled(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

describe('a grouping', () => {
  it('explains when all half-open flows are in one group and the whole ones in others', () => {
    const radius = radiusOf(
      conntrack([...network(1, 14, true), ...network(2, 16, false), ...network(3, 16, false, 41)]),
    );
    expect(radius?.sentence).toBe('All 14 half-open flows come from 10.64.1.0/24, and none of the 32 whole ones does.');
    expect(groupingBy(radius, 'client-subnet')).toMatchObject({ fit: 'separates', affected: ['10.64.1.0/24'] });
  });

  it('still explains with one exception among many, and says it', () => {
    const flows = [...network(1, 20, true), ...network(1, 1, false, 99), ...network(2, 25, false)];
    expect(radiusOf(conntrack(flows))?.sentence).toBe(
      'All 20 half-open flows come from 10.64.1.0/24, and 1 of the 26 whole ones does.',
    );
  });

  it('only leans with many exceptions', () => {
    const flows = [...network(1, 20, true), ...network(1, 6, false, 90), ...network(2, 40, false)];
    const grouping = groupingBy(radiusOf(conntrack(flows)), 'client-subnet');
    expect(grouping.fit).toBe('leans');
    expect(grouping.sentence).toBe('All 20 half-open flows come from 10.64.1.0/24, and 6 of the 46 whole ones do.');
  });

  it('claims nothing from few flows, however well they part', () => {
    const radius = radiusOf(conntrack([...network(1, 4, true), ...network(2, 4, false)]));
    expect(groupingBy(radius, 'client-subnet').fit).toBe('not-told');
    expect(radius?.sentence).toBe('What the half-open flows have in common cannot be told from so few.');
  });

  it('takes the tries of one user for one witness', () => {
    const tries = (client: string, half: boolean): readonly CrowdFlow[] =>
      range(30).map((at) => ({ client, port: 40_000 + at, half }));
    const radius = radiusOf(conntrack([...tries('10.64.1.7', true), ...tries('10.64.2.9', false)]));
    expect(radius?.groupings.map(({ fit }) => fit)).not.toContain('separates');
  });

  it('says when nothing lines up', () => {
    const flows = range(80).map((at) => ({ client: `10.64.${at % 4}.${10 + at}`, half: (at >> 2) % 3 === 0 }));
    const radius = radiusOf(conntrack(flows));
    expect(groupingBy(radius, 'client-subnet').fit).toBe('mixed');
    expect(radius?.sentence).toMatch(/^Nothing that was shown/);
  });

  it('is hardly ever claimed of flows that break at random', () => {
    const claims = range(60, 1).filter((seed) => {
      const random = shuffled(seed * 7919);
      const pick = (count: number): number => Math.floor(random() * count);
      const flows = range(60).map(() => ({
        client: `10.64.${pick(4)}.${pick(250)}`,
        port: 33_000 + pick(27_000),
        server: `198.51.100.${pick(6)}`,
        half: random() < 0.35,
      }));
      return radiusOf(conntrack(flows))?.groupings.some(({ fit }) => fit === 'separates') ?? false;
    });
    expect(claims).toEqual([]);
  });
});

describe('a hash', () => {
  it('is claimed when it tells flows of many addresses apart, with its simplest name', () => {
    const flows = range(40, 10).map((host) => ({
      client: `10.64.${host % 3}.${host}`,
      server: `198.51.100.${20 + (host % 5)}`,
      half: (host ^ (20 + (host % 5))) % 2 === 1,
    }));
    const grouping = groupingBy(radiusOf(conntrack(flows)), 'hash');
    expect(grouping).toMatchObject({
      hash: 'source address XOR destination address, modulo 2',
      affected: ['bucket 1'],
      fit: 'separates',
    });
  });

  it('is found in the ports, with more than two buckets', () => {
    const flows = range(60).map((at) => ({
      client: `10.64.9.${10 + (at % 7)}`,
      port: 40_000 + at * 5,
      half: (40_000 + at * 5) % 3 === 1,
    }));
    expect(groupingBy(radiusOf(conntrack(flows)), 'hash').hash).toBe('source port, modulo 3');
  });

  it('looks at the low bits of IPv6 addresses', () => {
    const flows = range(40, 16).map((host) => ({
      client: `2001:db8:20::${host.toString(16)}`,
      server: '2001:db8:80::5',
      half: host % 2 === 1,
    }));
    expect(groupingBy(radiusOf(conntrack(flows)), 'hash').hash).toBe('source address, modulo 2');
  });

  it('is not claimed of a handful of addresses with many flows', () => {
    const flows = range(80).map((at) => ({
      client: `10.64.1.${10 + (at % 4)}`,
      port: 40_000 + at,
      half: at % 2 === 0,
    }));
    const hashes = radiusOf(conntrack(flows))?.groupings.filter(({ hash }) => hash?.includes('address') ?? false);
    expect(hashes).toEqual([]);
  });
});
