import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../lab/networks/index.ts';
import { listText, parametersOf } from '../../lab/parameters.ts';

/** What every kind must draw, whatever its fault. */
const EVERYWHERE = ['addresses', 'prefix lengths', 'withheld outputs', 'withheld vantages'];
/** What most kinds draw. */
const MOSTLY = ['IPv4 or IPv6', 'VLANs', 'hops', 'noise'];

describe('the parameters of the kinds', () => {
  it.each(NETWORKS)('$id draws addresses, prefix lengths and what is withheld', (kind) => {
    expect(parametersOf(kind).varies).toEqual(expect.arrayContaining(EVERYWHERE));
  });

  it('are drawn by most kinds, each of them', () => {
    const drawn = NETWORKS.map((kind) => parametersOf(kind).varies);
    for (const name of MOSTLY) {
      expect(drawn.filter((names) => names.includes(name)).length).toBeGreaterThan(NETWORKS.length / 2);
    }
    expect(drawn.filter((names) => names.includes('NAT')).length).toBeGreaterThan(4);
  });

  it('are listed with what a kind cannot vary', () => {
    const text = listText(NETWORKS);
    expect(text).toMatch(/^arp-flux: .+\n {4}drawn: addresses, .+\n {4}always: IPv4 only, never NAT, no VLANs: .+$/m);
    expect(text.match(/^\S/gm)).toHaveLength(NETWORKS.length);
  });
});
