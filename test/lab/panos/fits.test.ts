import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../../lab/networks/index.ts';
import { FITS } from '../../../lab/panos/fits.ts';
import { siteOf, whyNotTold } from '../../../lab/panos/site.ts';
import { planned } from '../../../lab/plan.ts';
import { seededRandom } from '../../../src/simulator/network/random.ts';

const SEVERAL = 6;

describe('the PAN-OS telling of the lab', () => {
  it('says of each kind of network whether it is told, or why it is not', () => {
    expect(Object.keys(FITS).sort()).toEqual(NETWORKS.map(({ id }) => id).sort());
  });

  it('finds a meaning for each line of the plans that are told', () => {
    const told = planned(NETWORKS, 3, NETWORKS.length * SEVERAL).filter((one) => whyNotTold(one) === null);
    const strange = told.map((one) => siteOf(one, 0, seededRandom(1))).filter((site) => !site.ok);

    expect(strange).toEqual([]);
    expect(new Set(told.map(({ network }) => network)).size).toBeGreaterThan(12);
  });

  it('tells nothing in IPv6', () => {
    const all = planned(NETWORKS, 3, NETWORKS.length * SEVERAL);
    const told = all.filter(({ flow }) => flow.client.includes(':')).map(whyNotTold);

    expect(told.length).toBeGreaterThan(0);
    expect(told).not.toContain(null);
  });
});
