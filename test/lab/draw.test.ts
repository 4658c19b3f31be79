import { describe, expect, it } from 'vitest';
import { drawOf } from '../../lab/draw.ts';
import type { Draw, Subnet } from '../../lab/model.ts';
import { covers } from '../../src/analysis/address.ts';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

function sample(draw: Draw): readonly unknown[] {
  return [
    draw.int(1, 6),
    draw.chance(0.5),
    draw.pick(['a', 'b', 'c']),
    draw.shuffle([1, 2, 3, 4, 5]),
    draw.subnet(4).prefix,
    draw.subnet(6).prefix,
    draw.publicSubnet(4).prefix,
    draw.mac(),
    draw.ephemeralPort(),
  ];
}

function overlap(one: Subnet, other: Subnet): boolean {
  return covers(one.prefix, other.host(0)) || covers(other.prefix, one.host(0));
}

describe('draws', () => {
  it('repeat with the same seed and differ with another', () => {
    expect(sample(drawOf(7))).toEqual(sample(drawOf(7)));
    expect(new Set(SEEDS.map((seed) => JSON.stringify(sample(drawOf(seed))))).size).toBe(SEEDS.length);
  });

  it('stay within both ends, and reach them', () => {
    const thrown = SEEDS.map((seed) => drawOf(seed).int(1, 6));
    expect([...new Set(thrown)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('give prefixes that do not overlap within one incident', () => {
    for (const seed of SEEDS) {
      const draw = drawOf(seed);
      const four = [...Array.from({ length: 12 }, () => draw.subnet(4)), draw.publicSubnet(4), draw.publicSubnet(4)];
      const six = [...Array.from({ length: 6 }, () => draw.subnet(6)), draw.publicSubnet(6)];
      for (const family of [four, six]) {
        const pairs = family.flatMap((one, index) => family.slice(index + 1).filter((other) => overlap(one, other)));
        expect(pairs).toEqual([]);
      }
    }
  });

  it('give addresses that lie in their prefix, with room for thirteen', () => {
    for (const seed of SEEDS) {
      const draw = drawOf(seed);
      for (const net of [draw.subnet(4), draw.publicSubnet(4), draw.subnet(6), draw.publicSubnet(6)]) {
        expect([1, 13].map((index) => covers(net.prefix, net.host(index)))).toEqual([true, true]);
        expect(net.at(13)).toBe(`${net.host(13)}/${net.length}`);
      }
    }
  });

  it('give unicast, locally administered addresses for network cards', () => {
    const draw = drawOf(3);
    const macs = Array.from({ length: 50 }, () => draw.mac());
    expect(new Set(macs).size).toBe(50);
    expect(macs.filter((mac) => (Number.parseInt(mac.slice(0, 2), 16) & 3) !== 2)).toEqual([]);
  });

  it('give client ports that leave room to count up', () => {
    const draw = drawOf(5);
    const ports = Array.from({ length: 20 }, () => draw.ephemeralPort()).sort((one, other) => one - other);
    expect(ports.filter((port, index) => index > 0 && port - (ports[index - 1] ?? 0) < 100)).toEqual([]);
  });

  it('tag the cables of some incidents, each with a number of its own, and take nothing from the other draws', () => {
    const drawn = SEEDS.map((seed) => {
      const draw = drawOf(seed);
      return Array.from({ length: 8 }, () => draw.vlan());
    });
    const some = drawn.map((vlans) => vlans.flatMap((vlan) => (vlan === null ? [] : [vlan.id])));
    const share = some.filter(({ length }) => length > 0).length / SEEDS.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.5);
    expect(some.filter((ids) => new Set(ids).size < ids.length || ids.some((id) => id < 2 || id > 4094))).toEqual([]);
    for (const seed of SEEDS) {
      const [tagged, without] = [drawOf(seed, { vlans: true }), drawOf(seed, { vlans: false })];
      tagged.vlan();
      expect(sample(tagged)).toEqual(sample(without));
    }
  });
});
