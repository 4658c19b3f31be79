import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Judged, judgeCase } from '../../../lab/judge/judge.ts';
import { confusionMatrix } from '../../../lab/judge/matrix.ts';
import { provingGroundPage } from '../../../lab/judge/page.ts';
import { recordedRuns } from '../../../lab/judge/recorded-runs.ts';
import { reportText } from '../../../lab/judge/report.ts';
import { type Run, readResults, resultsText } from '../../../lab/judge/results.ts';
import { goals, groupOf } from '../../../lab/judge/shares.ts';
import { scenarioIncident } from './scenario.ts';

const RUN: Run = {
  seed: 7,
  count: 3,
  draws: 2,
  kernel: '6.12.1',
  date: '2026-11-21',
  command: 'npm run lab -- --count 3 --seed 7',
  adversary: {
    questions: 100,
    incidents: 3,
    finds: [{ id: 'ring-7-2', cause: 'healthy', how: 'line cut from server.txt: ping' }],
  },
};

describe('what a run has shown', () => {
  let all: readonly Judged[];

  beforeAll(async () => {
    all = await Promise.all(
      [
        { name: 'ec2-source-dest-check', network: 'guarded', truth: 'ec2-source-dest-check' } as const,
        { name: 'rp-filter-strict', network: 'ring', truth: 'server-silent' } as const,
        { name: 'inconclusive-listing-only', network: 'ring', truth: 'arp-flux' } as const,
      ].map(async ({ name, network, truth }) => {
        const { input } = await scenarioIncident(name);
        const fault = { truth, alsoRight: [], asymmetric: truth !== 'server-silent' };
        return judgeCase({ id: name, network, fault, input }, { seed: RUN.seed, draws: RUN.draws });
      }),
    );
  });

  it('is counted for each kind of network and over all', () => {
    const text = reportText(all);

    expect(text).toMatch(/^guarded +1 +1 +0 +0 +0 +0 +0$/m);
    expect(text).toMatch(/^ring +2 +0 +0 +1 +0 +1 +1$/m);
    expect(text).toMatch(/^all +3 +1 +0 +1 +0 +1 +1$/m);
    expect(text).toContain('rp-filter-strict: server-silent, answered rp-filter-strict (confirmed) (wrong-confirmed)');
  });

  it('is held against the goals, and a share is never rounded up to one', () => {
    const { incidents } = readResults(resultsText(RUN, all));
    const [wrong, right] = goals(groupOf('all', incidents));

    expect(wrong?.met).toBe(false);
    expect(right).toMatchObject({ reached: '1 of 3 (33.3 %)', met: false });
  });

  it('makes a page that tells how to repeat it and what was missed', () => {
    const page = provingGroundPage([readResults(resultsText(RUN, all))]);

    expect(page).toContain(
      '`npm run lab -- --count 3 --seed 7` as root, on 2026-11-21 with Linux 6.12.1: 3 incidents of seed 7',
    );
    expect(page).toContain('| rp-filter-strict | server-silent | rp-filter-strict (confirmed) |');
    expect(page).toContain('| ring-7-2 | healthy | line cut from server.txt: ping |');
  });
});

describe('what PAN-OS firewalls tell of the same incidents', () => {
  it('is counted apart, on the terminal and on the page', async () => {
    const { input } = await scenarioIncident('ec2-source-dest-check');
    const fault = { truth: 'ec2-source-dest-check', alsoRight: [], asymmetric: true } as const;
    const options = { seed: RUN.seed, draws: RUN.draws };
    const one = judgeCase({ id: 'x', network: 'guarded', fault, input }, options);
    const other = judgeCase({ id: 'x-panos', network: 'guarded', teller: 'panos', fault, input }, options);

    expect(reportText([one, other]).match(/^all +1 /gm)).toHaveLength(2);
    const page = provingGroundPage([readResults(resultsText(RUN, [one, other]))]);
    expect(page).toContain('### Told in PAN-OS outputs\n\n1 incidents');
    expect(page).toContain('| any, in IPv6 | the modelled network is IPv4 only |');
    expect(provingGroundPage([readResults(resultsText(RUN, [one]))])).not.toContain('### Told in PAN-OS');
  });
});

describe('a confusion matrix', () => {
  it('has the truth in its rows and the answers in its columns', () => {
    const shown = ['arp-flux', 'no-route'] as const;
    const asked = [
      ['arp-flux', 'arp-flux'],
      ['arp-flux', 'no-route'],
      ['arp-flux', 'no-route'],
    ] as const;

    expect(confusionMatrix(asked, shown).split('\n')).toEqual([
      '               1   2',
      '  1 arp-flux   1   2',
      '  2 no-route   ·   ·',
    ]);
  });
});

describe('the page of the proving ground', () => {
  it('is what lab/results says (node lab/judge/write.ts writes it)', async () => {
    expect(readFileSync('docs/proving-ground.md', 'utf8')).toBe(provingGroundPage(await recordedRuns()));
  });
});
