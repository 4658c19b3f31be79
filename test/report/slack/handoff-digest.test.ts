import { describe, expect, it } from 'vitest';
import { handoffMessages } from '../../../src/report/slack/handoff.ts';
import { type Digest, digestMessages } from '../../../src/report/slack/handoff-digest.ts';
import { HOSTILE_TRIAGE } from '../../support/hostile-triage.ts';
import { BYPASS_CONFIRMED, CASE, EVENTS, INCONCLUSIVE, TICKS } from '../../support/triage-sample.ts';
import { readable } from './accepted.ts';

const view = { case: CASE, triage: BYPASS_CONFIRMED, ticks: TICKS, events: EVENTS };
const ONE: Digest = { of: 'channel', entries: [{ view, link: null }], further: [], leftOut: 0 };

function textOf(digest: Digest, most = 5): string {
  return digestMessages(digest, most)
    .flatMap(({ blocks }) => readable(blocks))
    .join('\n');
}

function withCase(id: string): Digest['entries'][number] {
  return { view: { ...view, case: { ...CASE, id } }, link: null };
}

describe('the digest of open cases', () => {
  it('tells what is wrong, for whom, how sure that is, what was done, and what is open', () => {
    const lines = textOf(ONE).split('\n');
    const behind = (label: string) => lines[lines.indexOf(label) + 1];

    expect(lines[0]).toBe('Handoff: 1 open case in this channel');
    expect(lines).toContain('RT-7 · Asymmetric, confirmed: return traffic bypasses the firewall.');
    expect(behind('Conversation: ')).toBe('TCP 10.20.0.15:51544 → 198.51.100.20:443');
    expect(behind('Leading cause: ')).toBe('Return traffic bypasses the firewall (confirmed)');
    expect(behind('Reported: ')).toBe('Ping works, the application does not; TCP connections do not come up');
    expect(behind('Fix: ')).toBe('not reported yet');
    expect(textOf(ONE)).toContain('restarted the sessions: no change');
    expect(behind('Checklist: ')).toBe('2 of 4, first open: ☐ Read the new session twice, 30 seconds apart');
    expect(behind('Next action: ')).toMatch(/\S/);
  });

  it('names the same next action as the whole handoff does', () => {
    const whole = handoffMessages(view).flatMap(({ blocks }) => readable(blocks));
    const lines = textOf(ONE).split('\n');

    expect(lines[lines.indexOf('Next action: ') + 1]).toBe(whole[whole.indexOf('Next action: ') + 1]);
  });

  it('says of a case without evidence that it waits, and of one without a proof what is strongest', () => {
    const entries = [
      { ...view, triage: null },
      { ...view, triage: INCONCLUSIVE },
    ].map((one) => ({ view: one, link: null }));
    const told = textOf({ ...ONE, entries });

    expect(told).toContain('RT-7 · Waiting for evidence');
    expect(told).toContain('none yet');
    expect(told).toContain('collect evidence');
    expect(told).toContain('Strongest candidate: ');
    expect(told).toContain('(possible)');
  });

  it('says when the fix went in', () => {
    const fixed = { ...view, case: { ...CASE, fixedAt: '2026-03-02T03:10:00Z' } };

    expect(textOf({ ...ONE, entries: [{ view: fixed, link: null }] })).toContain('reported 2026-03-02 03:10 UTC');
  });

  it('points at the thread, and at the channel when there are several', () => {
    const entries = [{ view, link: 'https://example.slack.com/archives/C000TEST/p1760000000000100' }];
    const here = JSON.stringify(digestMessages({ ...ONE, entries }, 5));
    const everywhere = JSON.stringify(digestMessages({ ...ONE, entries, of: 'team' }, 5));

    expect(here).toContain('"url":"https://example.slack.com/archives/C000TEST/p1760000000000100"');
    expect(here).not.toContain('"channel_id"');
    expect(everywhere).toContain('"channel_id":"C000TEST"');
  });

  it.each([
    [1, '1 case in a channel that you are not in, or that could not be asked, is left out.'],
    [2, '2 cases in channels that you are not in, or that could not be asked, are left out.'],
  ])('says how many cases it leaves out: %i', (leftOut, says) => {
    expect(textOf({ ...ONE, of: 'team', leftOut })).toContain(says);
    expect(textOf({ ...ONE, of: 'team', leftOut, entries: [] })).toContain(says);
  });

  it('leaves nothing out in silence when it leaves nothing out', () => {
    expect(textOf(ONE)).not.toContain('left out');
    expect(textOf(ONE)).not.toContain('not shown');
  });

  it('shows what fits into one message and names the others at its head', () => {
    const entries = Array.from({ length: 40 }, (_, index) => withCase(`RT-${140 - index}`));
    const messages = digestMessages({ ...ONE, entries, further: ['RT-9', 'RT-8'] }, 1);
    const told = messages.flatMap(({ blocks }) => readable(blocks)).join('\n');
    const shown = told.match(/^RT-\d+ · /gm)?.length ?? 0;

    expect(messages).toHaveLength(1);
    expect(shown).toBeGreaterThan(4);
    expect(told).toContain('42 open cases');
    expect(told).toMatch(
      new RegExp(`${42 - shown} further open cases not shown.*: RT-${140 - shown}, .*RT-101, RT-9, RT-8\\.`),
    );
  });
});

describe('a handoff that may take only so many messages', () => {
  it('says at its end that there is more, and where', () => {
    const long = { ...view, triage: HOSTILE_TRIAGE };
    const all = handoffMessages(long);
    const two = handoffMessages(long, 2);

    expect(all.length).toBeGreaterThan(2);
    expect(two).toHaveLength(2);
    expect(two[0]).toEqual(all[0]);
    expect(readable(two[1]?.blocks).at(-1)).toContain('say @Roundtrip handoff in the thread');
    expect(handoffMessages(long, all.length)).toEqual(all);
  });
});
