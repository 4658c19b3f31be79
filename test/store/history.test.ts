import { describe, expect, it } from 'vitest';
import { toReport } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { picturesOf } from '../../src/report/picture/index.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { firstTriage, forgetOlderTriages, keepTriage, latestTriage } from '../../src/store/diagnoses.ts';
import { postIn, removePost, setPost } from '../../src/store/posts.ts';
import { addEvent, addTick, eventsOf, ticksOf } from '../../src/store/timeline.ts';
import { everyMessage } from '../report/slack/every-message.ts';
import { asFormerlyStored } from '../support/former-triage.ts';
import { HOSTILE, withDeviceText } from '../support/hostile-triage.ts';
import { BYPASS_CONFIRMED, EMPTY, HEALTHY } from '../support/triage-sample.ts';
import { memoryStore } from './memory-store.ts';
import { NOON, newCase } from './new-case.ts';

const db = memoryStore();

describe('the diagnoses of a case', () => {
  it('are none before the first', async () => {
    await newCase(db());

    expect(await latestTriage(db(), 'RT-1')).toBeNull();
  });

  it('are counted from 1, and the newest is given back whole', async () => {
    await newCase(db());
    await newCase(db());

    expect(await keepTriage(db(), 'RT-1', EMPTY, NOON)).toBe(1);
    expect(await keepTriage(db(), 'RT-1', BYPASS_CONFIRMED, NOON)).toBe(2);
    expect(await keepTriage(db(), 'RT-2', HEALTHY, NOON)).toBe(1);

    expect(await latestTriage(db(), 'RT-1')).toEqual(BYPASS_CONFIRMED);
    expect(await latestTriage(db(), 'RT-2')).toEqual(HEALTHY);
  });

  it('keep what a hostile device printed as it is', async () => {
    await newCase(db());
    const triage = withDeviceText(HOSTILE);

    await keepTriage(db(), 'RT-1', triage, NOON);

    expect(await latestTriage(db(), 'RT-1')).toEqual(triage);
  });

  it('of an earlier version come with what was added since, and without findings that are no longer known', async () => {
    await newCase(db());
    const former = asFormerlyStored(BYPASS_CONFIRMED);
    await db()
      .insertInto('diagnoses')
      .values({ case_id: 'RT-1', revision: 1, triage: JSON.stringify(former), made_at: new Date(NOON) })
      .execute();

    const kept = await latestTriage(db(), 'RT-1');

    if (kept === null) throw new Error('nothing was kept');
    expect(everyMessage(kept).length).toBeGreaterThan(10);
    expect([renderMarkdown(kept), renderTerminal(kept, { colour: false, width: 100 })].join('')).not.toContain(
      'undefined',
    );
    expect(reportSchema.safeParse(toReport(kept)).error?.issues ?? []).toEqual([]);
    expect(picturesOf(kept)).toEqual([]);
    expect(kept.findings.map(({ code }) => code)).toEqual(BYPASS_CONFIRMED.findings.map(({ code }) => code));
    expect((await firstTriage(db(), 'RT-1'))?.triage).toEqual(kept);
  });

  it('lose all but the newest when evidence was deleted, and go on counting', async () => {
    await newCase(db());
    await newCase(db());
    await keepTriage(db(), 'RT-1', BYPASS_CONFIRMED, NOON);
    await keepTriage(db(), 'RT-1', HEALTHY, NOON);
    await keepTriage(db(), 'RT-2', EMPTY, NOON);

    await forgetOlderTriages(db(), 'RT-1');

    const kept = await db().selectFrom('diagnoses').select(['case_id', 'revision']).orderBy('case_id').execute();
    expect(kept).toEqual([
      { case_id: 'RT-1', revision: 2 },
      { case_id: 'RT-2', revision: 1 },
    ]);
    expect(await keepTriage(db(), 'RT-1', EMPTY, NOON)).toBe(3);
  });
});

describe('the timeline of a case', () => {
  it('tells what happened in the order in which it was written down', async () => {
    await newCase(db());
    const opened = { at: '2026-05-04T12:00:00.000Z', by: 'U1', kind: 'opened', text: 'Opened' } as const;
    const diagnosed = { at: '2026-05-04T12:00:00.000Z', by: null, kind: 'diagnosis', text: 'Likely: …' } as const;

    await addEvent(db(), 'RT-1', opened);
    await addEvent(db(), 'RT-1', diagnosed);

    expect(await eventsOf(db(), 'RT-1')).toEqual([opened, diagnosed]);
    expect(await eventsOf(db(), 'RT-2')).toEqual([]);
  });

  it('keeps every tick, also one that is taken back', async () => {
    await newCase(db());
    const passed = { item: 'return-route', state: 'passed', by: 'U1', at: '2026-05-04T12:01:00.000Z' } as const;
    const reopened = { ...passed, state: 'open', by: 'U2', at: '2026-05-04T12:02:00.000Z' } as const;

    await addTick(db(), 'RT-1', passed);
    await addTick(db(), 'RT-1', reopened);

    expect(await ticksOf(db(), 'RT-1')).toEqual([passed, reopened]);
  });

  it('belongs to a case that exists', async () => {
    const event = { at: '2026-05-04T12:00:00.000Z', by: null, kind: 'note', text: 'lost' } as const;

    await expect(addEvent(db(), 'RT-9', event)).rejects.toThrow(/foreign key/);
  });
});

describe('the posts of a case', () => {
  it('hold one message a place, the newest', async () => {
    await newCase(db());
    await setPost(db(), 'RT-1', 'card', '1700.1');
    await setPost(db(), 'RT-1', 'checklist', '1700.2');

    await setPost(db(), 'RT-1', 'card', '1700.3');

    expect(await postIn(db(), 'RT-1', 'card')).toBe('1700.3');
    expect(await postIn(db(), 'RT-1', 'checklist')).toBe('1700.2');
  });

  it('are gone once removed', async () => {
    await newCase(db());
    await setPost(db(), 'RT-1', 'card', '1700.1');

    await removePost(db(), 'RT-1', 'card');

    expect(await postIn(db(), 'RT-1', 'card')).toBeNull();
  });
});
