import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseCard } from '../../../src/report/slack/card.ts';
import { diagnosisMessages } from '../../../src/report/slack/diagnosis.ts';
import { digestMessages } from '../../../src/report/slack/handoff-digest.ts';
import { LIMITS } from '../../../src/report/slack/limits.ts';
import {
  failureMessage,
  helpMessage,
  openingMessage,
  problemMessage,
  statusMessages,
} from '../../../src/report/slack/notes.ts';
import { HOSTILE_TRIAGE, withDeviceText } from '../../support/hostile-triage.ts';
import { BYPASS_CONFIRMED, CASE, EMPTY, EVENTS, HEALTHY, INCONCLUSIVE, TICKS } from '../../support/triage-sample.ts';
import { readable, refusalOf } from './accepted.ts';
import { everyMessage } from './every-message.ts';

describe('Slack limits', () => {
  it.each([
    ['a confirmed diagnosis', BYPASS_CONFIRMED],
    ['an inconclusive one', INCONCLUSIVE],
    ['a healthy one', HEALTHY],
    ['one of nothing', EMPTY],
    ['one of hostile texts', HOSTILE_TRIAGE],
  ])('every message of %s is accepted', (_, triage) => {
    expect(
      everyMessage(triage)
        .map(refusalOf)
        .filter((refusal) => refusal !== null),
    ).toEqual([]);
  });

  it('holds for any device text, of any length', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<!channel>', '&', '```', '\n', ' ', '\u{1f6d1}', '>'),
    );
    const text = fc
      .tuple(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: 900 }))
      .map(([parts, times]) => parts.join('').repeat(times));
    fc.assert(
      fc.property(text, (device) => {
        const refusals = everyMessage(withDeviceText(device.slice(0, 8000))).map(refusalOf);
        expect(refusals.filter((refusal) => refusal !== null)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('the texts that need no diagnosis are accepted', () => {
    const notes = [
      openingMessage(CASE, INCONCLUSIVE.diagnosis),
      openingMessage({ ...CASE, flow: null }, withDeviceText('<!here> `'.repeat(900)).diagnosis),
      helpMessage(),
      failureMessage('a1b2c3'),
      problemMessage({ code: 'x', message: '<!here> & '.repeat(500), where: 'a.txt', todo: 'Try again.' }),
      caseCard({ case: CASE, triage: null, ticks: [] }),
      caseCard({ case: { ...CASE, status: 'closed', flow: null }, triage: null, ticks: [] }),
      ...statusMessages([]),
      ...statusMessages(Array.from({ length: 200 }, () => ({ case: CASE, triage: HOSTILE_TRIAGE, ticks: [] }))),
    ];
    expect(notes.map(refusalOf).filter((refusal) => refusal !== null)).toEqual([]);
  });

  it('a digest of any number of cases keeps to the messages that it may take, and names every case', () => {
    const view = { case: CASE, triage: HOSTILE_TRIAGE, ticks: TICKS, events: EVENTS };
    const link = `https://example.com/${'a&'.repeat(60)}`;
    for (const cases of [1, 2, 9, 40]) {
      const entries = Array.from({ length: cases }, (_, index) => {
        return { view: { ...view, case: { ...CASE, id: `RT-${1000 + index}` } }, link };
      });
      const further = Array.from({ length: cases * 4 }, (_, index) => `RT-${index}`);
      const messages = digestMessages({ of: 'team', entries, further, leftOut: 3 }, 5);
      const told = readable(messages.map(({ blocks }) => blocks)).join('\n');

      expect(messages.map(refusalOf).filter((refusal) => refusal !== null)).toEqual([]);
      expect(messages.length).toBeLessThanOrEqual(5);
      expect(told).toContain(`${cases * 5} open cases`);
      expect(entries.filter(({ view: { case: about } }) => !told.includes(about.id))).toEqual([]);
    }
  });

  it('an answer that is too long goes on in further messages, which say so', () => {
    const long = withDeviceText('interface ethernet1/2 '.repeat(20));
    const messages = diagnosisMessages({ case: CASE, triage: long, ticks: [] });
    expect(messages.length).toBeGreaterThan(1);
    expect(messages[1]?.text).toContain(`part 2 of ${messages.length}`);
    expect(readable(messages[1]?.blocks)[0]).toBe(`Continued, part 2 of ${messages.length}`);
  });

  it('no device text can flood a channel: what is left out is said', () => {
    const messages = diagnosisMessages({ case: CASE, triage: HOSTILE_TRIAGE, ticks: [] });
    expect(messages.length).toBe(LIMITS.messagesPerAnswer);
    expect(readable(messages.at(-1)?.blocks).at(-1)).toMatch(/^\d+ further messages .* left out/);
  });
});
