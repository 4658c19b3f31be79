import { expect, it } from 'vitest';
import { askedAgain } from '../../src/report/asked-again.ts';
import { compareMoments } from '../../src/triage.ts';
import { BYPASS_CONFIRMED, INCONCLUSIVE } from '../support/triage-sample.ts';

/** The sample without the evidence of one source, and without what was found in it. */
const LATER = {
  ...BYPASS_CONFIRMED,
  evidence: BYPASS_CONFIRMED.evidence.filter(({ source }) => source !== 'fw-west-counters.txt'),
  findings: BYPASS_CONFIRMED.findings.filter(({ citations }) =>
    citations.every(({ source }) => source !== 'fw-west-counters.txt'),
  ),
};

it('takes out what is absent because nobody asked for it again, and counts it', () => {
  const whole = compareMoments(BYPASS_CONFIRMED, LATER);
  const told = askedAgain(whole, BYPASS_CONFIRMED, LATER);

  const absent = whole.differences.filter(({ state }) => state === 'absent');
  expect(absent.length).toBeGreaterThan(0);
  expect(told.notAgain).toBeGreaterThan(0);
  expect(told.comparison.differences.length).toBe(whole.differences.length - told.notAgain);
  expect(told.comparison.differences.filter(({ state }) => state !== 'absent')).toEqual(
    whole.differences.filter(({ state }) => state !== 'absent'),
  );
});

it('keeps what is absent although the same was asked again', () => {
  const silent = { ...BYPASS_CONFIRMED, findings: [] };
  const whole = compareMoments(BYPASS_CONFIRMED, silent);

  expect(whole.differences.some(({ state }) => state === 'absent')).toBe(true);
  expect(askedAgain(whole, BYPASS_CONFIRMED, silent)).toEqual({ comparison: whole, notAgain: 0 });
});

it('leaves what is new alone', () => {
  const whole = compareMoments(INCONCLUSIVE, BYPASS_CONFIRMED);

  const isNew = ({ state }: (typeof whole.differences)[number]): boolean => state === 'new';
  expect(askedAgain(whole, INCONCLUSIVE, BYPASS_CONFIRMED).comparison.differences.filter(isNew)).toEqual(
    whole.differences.filter(isNew),
  );
});
