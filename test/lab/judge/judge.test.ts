import { describe, expect, it } from 'vitest';
import { isMiss, type Judged, judgeCase } from '../../../lab/judge/judge.ts';
import { scenarioIncident } from './scenario.ts';

async function judged(name: string, seed = 7): Promise<Judged> {
  return judgeCase({ id: name, network: 'scenario', ...(await scenarioIncident(name)) }, { seed, draws: 6 });
}

describe('the judge', () => {
  it('asks of all the evidence, and several times of half of it', async () => {
    const { whole, halves } = await judged('ec2-source-dest-check');

    expect(whole.mark).toBe('right-first');
    expect(halves).toHaveLength(6);
  });

  it('withholds the same evidence for the same seed, and other evidence for another', async () => {
    const withheld = async (seed: number): Promise<unknown> =>
      (await judged('ec2-observation-1-strict-filter', seed)).halves.map((half) => half.withheld);

    expect(await withheld(7)).toEqual(await withheld(7));
    expect(await withheld(7)).not.toEqual(await withheld(8));
  });

  it('calls an answer without a cause rightly open only when what decided was withheld', async () => {
    const all = await Promise.all(
      ['ec2-source-dest-check', 'return-path-bypass-captures', 'routing-loop'].map((name) => judged(name)),
    );
    const halves = all.flatMap((one) => one.halves);
    const open = halves.filter(({ mark }) => mark === 'inconclusive');

    expect(open.filter(({ rightlyOpen }) => rightlyOpen).length).toBeGreaterThan(0);
    expect(halves.filter(({ mark, rightlyOpen }) => mark !== 'inconclusive' && rightlyOpen)).toEqual([]);
  });

  it('withholds nothing of a single file', async () => {
    expect((await judged('inconclusive-one-session')).halves).toEqual([]);
  });

  it('keeps what was missed, and not what was right', async () => {
    const { input } = await scenarioIncident('rp-filter-strict');
    const fault = { truth: 'server-silent', alsoRight: [], asymmetric: false } as const;
    const missed = judgeCase({ id: 'x', network: 'scenario', fault, input }, { seed: 7, draws: 2 });

    expect(isMiss(missed)).toBe(true);
    expect(isMiss(await judged('ec2-source-dest-check'))).toBe(false);
  });
});
