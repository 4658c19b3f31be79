import { expect, it } from 'vitest';
import { tellStory } from '../../src/report/story.ts';
import { BYPASS_CONFIRMED } from '../support/triage-sample.ts';

it('tells causes that the same sentence keeps in their band together, in their order', () => {
  const [leader, other, ...rest] = BYPASS_CONFIRMED.diagnosis.patterns;
  if (leader === undefined || other === undefined) throw new Error('the sample has two causes');
  const why = 'Nothing of its own has been seen.';
  const twins = (['pbf-one-way', 'dual-isp-return'] as const).map((id) => ({
    ...other,
    id,
    title: id,
    band: 'possible' as const,
    against: [],
    holdsBack: [why],
  }));

  const { rivals } = tellStory({
    ...BYPASS_CONFIRMED,
    diagnosis: { ...BYPASS_CONFIRMED.diagnosis, patterns: [leader, ...twins, ...rest] },
  });

  expect(rivals[0]).toEqual({
    band: 'possible',
    because: why,
    causes: [
      { id: 'pbf-one-way', title: 'pbf-one-way' },
      { id: 'dual-isp-return', title: 'dual-isp-return' },
    ],
  });
});
