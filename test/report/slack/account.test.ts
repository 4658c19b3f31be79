import { expect, test } from 'vitest';
import type { Evidence } from '../../../src/model/evidence.ts';
import { account } from '../../../src/report/slack/account.ts';
import { EVIDENCE } from '../../support/triage-sample.ts';
import { readable } from './accepted.ts';

const [PIECE] = EVIDENCE;
if (PIECE === undefined) throw new Error('the sample has no evidence');

const SAMPLE: Evidence = PIECE;

function pieces(many: number, observer: string, more: Partial<Evidence> = {}): readonly Evidence[] {
  return Array.from({ length: many }, (_, index) => ({
    ...SAMPLE,
    parsed: 'whole' as const,
    unread: [],
    problem: null,
    kind: 'session-id' as const,
    source: `${observer} ${index}`,
    observer,
    ...more,
  }));
}

function lines(evidence: readonly Evidence[]): string {
  return readable(account(evidence)).join(' ');
}

test('a few pieces stand one by one', () => {
  expect(lines(pieces(3, 'PA-A'))).toContain('PA-A 2');
});

test('many pieces that were read whole are counted by observer and kind', () => {
  const text = lines([...pieces(20, 'PA-A'), ...pieces(1, 'PA-A', { kind: 'ha-all' }), ...pieces(4, 'PA-B')]);
  expect(text).toContain('21 outputs read whole: session-id ×20, ha-all');
  expect(text).toContain('4 outputs read whole: session-id ×4');
  expect(text).not.toContain('PA-A 3');
});

test('among many, one that was not read whole is named with its reason', () => {
  const part = { source: 'paste-9', parsed: 'part', unread: [{ from: 4, to: 6 }], problem: 'It was cut off.' } as const;
  const text = lines([...pieces(20, 'PA-A'), ...pieces(1, 'PA-B', part)]);
  expect(text).toContain('paste-9');
  expect(text).toContain('lines 4-6 unread');
  expect(text).toContain('It was cut off.');
});
