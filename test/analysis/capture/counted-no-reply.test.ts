import { describe, expect, it } from 'vitest';
import { triage } from '../../../src/triage.ts';
import { readScenario } from '../../support/scenario.ts';
import { SCENARIOS } from '../../support/scenario-variations.ts';

const FOLDER = `${SCENARIOS}return-path-bypass-out-of-window`;

async function told(without: string | null) {
  const input = await readScenario(FOLDER);
  const raw = input.raw.filter(({ source }) => without === null || !source.startsWith(without));
  const { findings } = triage({ ...input, raw });
  return findings.find(({ code, values }) => code === 'capture.acked-unseen' && values.receiver === 'client');
}

describe('replies that a client acknowledges and a firewall never captured', () => {
  it('went another way when the session of that firewall counts none either', async () => {
    expect(await told(null)).toMatchObject({ reading: 'seen', values: { whole: true } });
  });

  it('may have been left out by a one-sided capture as long as no session is shown', async () => {
    expect(await told('fw1-4')).toMatchObject({ reading: 'could-not-tell' });
  });
});

describe('the neighbours of a firewall’s capture stage', () => {
  it('are not compared: each direction comes in by a link of its own', async () => {
    const { findings } = triage(await readScenario(`${SCENARIOS}dual-isp-return-stages`));

    expect(findings.filter(({ code }) => code.endsWith('-other-neighbour'))).toEqual([]);
  });
});
