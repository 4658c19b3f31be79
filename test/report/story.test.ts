import { expect, it } from 'vitest';
import type { PatternId } from '../../src/model/pattern.ts';
import type { Triage } from '../../src/model/triage.ts';
import { tellStory } from '../../src/report/story.ts';
import { BYPASS_CONFIRMED } from '../support/triage-sample.ts';

/** The sample with other causes between its leader and the rest. */
function withRivals(ids: readonly PatternId[], why: string): Triage {
  const [leader, other, ...rest] = BYPASS_CONFIRMED.diagnosis.patterns;
  if (leader === undefined || other === undefined) throw new Error('the sample has two causes');
  const rivals = ids.map((id) => ({
    ...other,
    id,
    title: id,
    band: 'possible' as const,
    against: [],
    holdsBack: [why],
  }));
  return {
    ...BYPASS_CONFIRMED,
    diagnosis: { ...BYPASS_CONFIRMED.diagnosis, patterns: [leader, ...rivals, ...rest] },
  };
}

it('tells causes that the same sentence keeps in their band together, in their order', () => {
  const why = 'Nothing of its own has been seen.';

  const { rivals } = tellStory(withRivals(['pbf-one-way', 'dual-isp-return'], why));

  expect(rivals[0]).toEqual({
    band: 'possible',
    because: why,
    more: 0,
    causes: [
      { id: 'pbf-one-way', title: 'pbf-one-way' },
      { id: 'dual-isp-return', title: 'dual-isp-return' },
    ],
  });
});

it('names the three nearest of many causes, and how many more there are', () => {
  const ids = ['pbf-one-way', 'dual-isp-return', 'arp-flux', 'no-route', 'routing-loop'] as const;

  const { rivals } = tellStory(withRivals(ids, 'Nothing of its own has been seen.'));

  expect(rivals[0]?.causes.map(({ id }) => id)).toEqual(['pbf-one-way', 'dual-isp-return', 'arp-flux']);
  expect(rivals[0]?.more).toBe(2);
});

it('leaves a reason out that says no more than its finding', () => {
  const [leader, ...rest] = BYPASS_CONFIRMED.diagnosis.patterns;
  const [line] = leader?.for ?? [];
  if (leader === undefined || line === undefined) throw new Error('the sample has a proof');
  const patterns = [{ ...leader, for: [{ ...line, because: 'Not one byte came back through here.' }] }, ...rest];

  const { cause } = tellStory({ ...BYPASS_CONFIRMED, diagnosis: { ...BYPASS_CONFIRMED.diagnosis, patterns } });

  expect(cause?.for[0]?.says).toContain('not one byte came back through here');
  expect(cause?.for[0]?.because).toBe('');
});

it('says once what the summary says already', () => {
  const known = 'One device goes by two names.';
  const diagnosis = {
    ...BYPASS_CONFIRMED.diagnosis,
    summary: `It is so. ${known}`,
    cautions: [known, 'Mind the gap.'],
  };

  expect(tellStory({ ...BYPASS_CONFIRMED, diagnosis }).cautions).toEqual(['Mind the gap.']);
});

it('tells a second fault with its own proof, and not among the other causes', () => {
  const second = BYPASS_CONFIRMED.diagnosis.patterns[1];
  if (second === undefined) throw new Error('the sample has two causes');
  const diagnosis = { ...BYPASS_CONFIRMED.diagnosis, alsoFound: [second.id] };

  const { also, rivals, notAssessed } = tellStory({ ...BYPASS_CONFIRMED, diagnosis });

  expect(also.map(({ id }) => id)).toEqual([second.id]);
  expect(rivals.flatMap(({ causes }) => causes).map(({ id }) => id)).not.toContain(second.id);
  expect(notAssessed).not.toContain(second.id);
});
