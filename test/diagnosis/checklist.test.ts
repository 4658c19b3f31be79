import { beforeAll, describe, expect, it } from 'vitest';
import type { ChecklistItem } from '../../src/model/checklist.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS } from '../support/scenario-variations.ts';

let input: TriageInput;

beforeAll(async () => {
  input = await readScenario(`${SCENARIOS}fixed-everything-ticks`);
});

function itemOf(given: TriageInput, id: string): ChecklistItem | undefined {
  return triage(given).diagnosis.checklist.find((item) => item.id === id);
}

/** The case with one file at another time, or without a time. */
function moved(source: string, takenAt: string | null): TriageInput {
  const raw = input.raw.map((one) => {
    if (one.source !== source) return one;
    const { takenAt: _, ...rest } = one;
    return takenAt === null ? rest : { ...rest, takenAt };
  });
  return { ...input, raw };
}

/** The case with the text of one file changed. */
function reworded(source: string, from: string, to: string): TriageInput {
  expect(input.raw.find((one) => one.source === source)?.text).toContain(from);
  const raw = input.raw.map((one) => (one.source === source ? { ...one, text: one.text.replaceAll(from, to) } : one));
  return { ...input, raw };
}

describe('the checklist after a fix', () => {
  it('ticks nothing of after the fix while nobody has said when it was', () => {
    const { checklist } = triage({ ...input, fixedAt: null }).diagnosis;

    for (const { stage, state, why } of checklist.filter((item) => item.stage !== 'before')) {
      expect([stage, state]).toEqual([stage, 'open']);
      expect(why).toContain('Nobody has said when the fix went in');
    }
  });

  it('ticks nothing of after the fix by what was shown before it', () => {
    const later = triage({ ...input, fixedAt: '2026-11-10T18:00:00Z' }).diagnosis.checklist;

    expect(later.filter(({ stage }) => stage !== 'before').map(({ state }) => state)).not.toContain('passed');
  });

  it('does not count a reading without a time of its own', () => {
    expect(itemOf(input, 'drops-stop')?.state).toBe('passed');
    expect(itemOf(moved('5-counters-1211.txt', null), 'drops-stop')?.state).toBe('open');
  });

  it('takes two readings within half a minute for growth, and says so when they are far apart', () => {
    const apart = itemOf(moved('4-session-0925.txt', '2026-11-10T12:11:30Z'), 'both-grow');

    expect(itemOf(input, 'both-grow')?.state).toBe('passed');
    // The last reading follows 40 s after the one that was moved.
    expect(apart?.state).toBe('passed');
    const alone = { ...input, raw: input.raw.filter(({ source }) => source !== '4-session-0925.txt') };
    expect(itemOf(alone, 'both-grow')).toMatchObject({
      state: 'open',
      why: expect.stringContaining('3 minutes apart'),
    });
  });

  it('asks two minutes of the sustained test', () => {
    const short = moved('6-session-1212.txt', '2026-11-10T12:10:40Z');

    expect(itemOf(input, 'sustained')?.state).toBe('passed');
    expect(itemOf(short, 'sustained')).toMatchObject({ state: 'open', why: expect.stringContaining('100 s') });
  });

  it('does not take one session for two: another start is another session', () => {
    const other = reworded('6-session-1212.txt', 'Tue Nov 10 12:08:41 2026', 'Tue Nov 10 12:12:01 2026');

    expect(itemOf(other, 'sustained')?.state).toBe('open');
  });

  it('does not blame the fix for drops of a window that began before it', () => {
    const text = (input.raw.find(({ source }) => source === '5-counters-1211.txt')?.text ?? '').replace(
      /session_allocated .*/,
      'flow_tcp_non_syn_drop                      9        0 drop      flow      session   Packets dropped: non-SYN TCP without session match',
    );
    const dropping = (seconds: string): TriageInput => ({
      ...input,
      raw: input.raw.map((one) =>
        one.source === '5-counters-1211.txt' ? { ...one, text: text.replace('31.118', seconds) } : one,
      ),
    });

    expect(itemOf(dropping('31.118'), 'drops-stop')?.state).toBe('failed');
    expect(itemOf(dropping('900.4'), 'drops-stop')).toMatchObject({
      state: 'open',
      why: expect.stringContaining('may reach back to before the fix'),
    });
  });

  it('cannot hold a clock that is ahead of the evidence against the fix', () => {
    const ahead = (text: string): string => text.replaceAll('12:08:41 2026', '19:08:41 2026');
    const raw = input.raw.map((one) => ({ ...one, text: ahead(one.text) }));

    expect(itemOf({ ...input, raw }, 'new-session')).toMatchObject({
      state: 'open',
      why: expect.stringContaining('clock cannot be held against the fix'),
    });
  });

  it('says until when sessions of before the fix live on, by the time to live that was shown', () => {
    const { raw } = input;
    const before = raw.filter(({ source }) => source < '3');
    const item = itemOf({ ...input, raw: before }, 'stale-flows');

    expect(item?.state).toBe('open');
    // 3571 s from 11:40:00 on.
    expect(item?.why).toContain('Left idle, it ends by itself by 2026-11-10 12:39 UTC');
  });

  it('names the default as such where neither timeout nor time to live is shown', () => {
    const raw = input.raw
      .filter(({ source }) => source < '3')
      .map((one) => ({ ...one, text: one.text.replace(/^ +(?:timeout|time to live) .*\n/gm, '') }));

    expect(itemOf({ ...input, raw }, 'stale-flows')?.why).toContain('60 minutes, by the default idle timeout');
  });

  it('stays the checklist of the cause that was fixed when everything works again', () => {
    const ids = triage(input).diagnosis.checklist.map(({ id }) => id);

    expect(ids).toEqual([
      'note-before',
      'clear-flow',
      'new-session',
      'both-grow',
      'drops-stop',
      'sustained',
      'stale-flows',
    ]);
  });

  it('is the same whatever the order of the evidence', () => {
    const { checklist } = triage({ ...input, raw: [...input.raw].reverse() }).diagnosis;

    expect(checklist).toEqual(triage(input).diagnosis.checklist);
  });
});

describe('a reopened item', () => {
  it('cites the reading that passed it and the one that contradicts it', async () => {
    const later = await readScenario(`${SCENARIOS}fixed-reopened-later`);
    const item = itemOf(later, 'both-grow');

    expect(item?.state).toBe('failed');
    expect(item?.why).toMatch(/^Reopened: passed by 4-session-0925\.txt:\d+ .*contradicted by 6-later-1240\.txt:\d+ /);
    expect(new Set(item?.evidence.map(({ source }) => source))).toEqual(
      new Set(['6-later-1240.txt', '4-session-0925.txt', '3-listing-1209.txt']),
    );
  });
});
