import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS, scenarioNames } from '../support/scenario-variations.ts';

async function of(name: string): Promise<Diagnosis> {
  return triage(await readScenario(`${SCENARIOS}${name}`)).diagnosis;
}

describe('evidence that contradicts itself', () => {
  it.each([
    ['contradiction-wrong-way-round', 'given the wrong way round', ['firewall.txt:3']],
    ['contradiction-two-days', 'is of two times', ['2-trace.txt:1', '3-firewall-interfaces.txt:1']],
    [
      'contradiction-two-devices-one-name',
      'Two devices go by the name PA-VM',
      ['1-site-north.txt:3', '2-site-south.txt:3'],
    ],
    ['contradiction-two-answers-at-once', 'gives two answers', ['2-lookup.txt:1', '3-lookup-colleague.txt:1']],
    ['contradiction-translated-name', 'is 10.70.12.5 translated', ['firewall.txt:3']],
  ])('%s is said with its places', async (name, says, places) => {
    const [caution] = (await of(name)).cautions;

    expect(caution).toContain(says);
    for (const place of places) expect(caution).toContain(place);
  });

  it('confirms nothing, and names nothing where devices may be mixed up', async () => {
    const bands = async (name: string) => (await of(name)).patterns.map(({ band }) => band);

    expect(await bands('contradiction-two-days')).not.toContain('confirmed');
    expect(await bands('contradiction-two-answers-at-once')).not.toContain('confirmed');
    expect(await bands('contradiction-two-devices-one-name')).not.toContain('likely');
  });

  it.each(scenarioNames().filter((name) => !name.startsWith('contradiction-')))(
    'is not claimed of %s',
    async (name) => {
      const { cautions } = await of(name);

      expect(
        cautions.filter((text) => /Two devices go|two answers to|wrong way round|of two times/.test(text)),
      ).toEqual([]);
    },
  );
});
