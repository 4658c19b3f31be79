import { describe, expect, it } from 'vitest';
import { orient } from '../../src/analysis/wrong-way-round.ts';
import { readEvidence } from '../../src/evidence/read.ts';
import { readScenario } from '../support/scenario.ts';
import { reversed, SCENARIOS } from '../support/scenario-variations.ts';

async function evidenceOf(name: string) {
  const { raw, flow } = await readScenario(`${SCENARIOS}${name}`);
  return { flow, evidence: readEvidence(raw) };
}

describe('a flow that was given', () => {
  it('is turned when a session shows the server opening it', async () => {
    const { flow, evidence } = await evidenceOf('contradiction-wrong-way-round');
    if (flow === null) throw new Error('the case names its flow');

    const { flow: turned, turnedBy } = orient(flow, evidence);

    expect(turned).toEqual(reversed(flow));
    expect(turnedBy?.source).toContain('firewall.txt');
  });

  it.each(['inconclusive-network-acl-denies-reply', 'inconclusive-linux-gateway-translates-and-waits'])(
    'is turned when flow logs or connection tracking show who is asked, as in %s',
    async (name) => {
      const { flow, evidence } = await evidenceOf(name);
      if (flow === null) throw new Error('the case names its flow');

      expect(orient(reversed(flow), evidence).flow).toEqual(flow);
      expect(orient(flow, evidence)).toEqual({ flow, turnedBy: null });
    },
  );

  it.each(['return-path-bypass-second-firewall', 'contradiction-translated-name', 'rp-filter-strict'])(
    'is left as it is in %s',
    async (name) => {
      const { flow, evidence } = await evidenceOf(name);
      if (flow === null) throw new Error('the case names its flow');

      expect(orient(flow, evidence)).toEqual({ flow, turnedBy: null });
    },
  );

  it('is left as it is without evidence', () => {
    const flow = {
      protocol: 'tcp',
      client: { address: '10.0.0.1', port: 1 },
      server: { address: '10.0.0.2', port: 2 },
    } as const;
    expect(orient(flow, [])).toEqual({ flow, turnedBy: null });
  });
});
