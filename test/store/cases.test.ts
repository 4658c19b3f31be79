import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/model/flow.ts';
import {
  awaitsThread,
  caseOfThread,
  findCase,
  openCases,
  setCard,
  setFixedAt,
  setFlow,
  setStatus,
} from '../../src/store/cases.ts';
import { memoryStore } from './memory-store.ts';
import { NOON, newCase } from './new-case.ts';

const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: '10.44.7.20', port: null },
  server: { address: '203.0.113.80', port: 443 },
};

const db = memoryStore();

describe('opening a case', () => {
  it('numbers cases in the order of opening, across channels', async () => {
    const ids = [(await newCase(db())).id, (await newCase(db(), { channel: 'C2' })).id, (await newCase(db())).id];

    expect(ids).toEqual(['RT-1', 'RT-2', 'RT-3']);
  });

  it('gives back what was put in', async () => {
    const opened = await newCase(db(), {
      thread: '1700.1',
      flow: FLOW,
      symptoms: ['ping-works', 'tcp-fails'],
      fixedAt: '2026-05-04T10:00:00.000Z',
    });

    expect(opened).toEqual({
      id: 'RT-1',
      team: 'T1',
      channel: 'C1',
      thread: '1700.1',
      card: null,
      openedBy: 'U1',
      openedAt: new Date(NOON).toISOString(),
      flow: FLOW,
      symptoms: ['ping-works', 'tcp-fails'],
      fixedAt: '2026-05-04T10:00:00.000Z',
      status: 'open',
    });
    expect(await findCase(db(), 'T1', 'RT-1')).toEqual(opened);
  });

  it('keeps a flow that is not known as null', async () => {
    expect((await newCase(db())).flow).toBeNull();
  });

  it('does not give a thread two cases', async () => {
    await newCase(db(), { thread: '1700.1' });

    await expect(newCase(db(), { thread: '1700.1' })).rejects.toThrow(/unique/);
  });
});

describe('finding a case', () => {
  it('takes its name in any case of letters', async () => {
    await newCase(db());

    expect(await findCase(db(), 'T1', 'rt-1')).toMatchObject({ id: 'RT-1' });
  });

  it('shows no case of another team', async () => {
    await newCase(db(), { thread: '1700.1' });

    expect(await findCase(db(), 'T2', 'RT-1')).toBeNull();
    expect(await caseOfThread(db(), 'T2', 'C1', '1700.1')).toBeNull();
    expect(await openCases(db(), 'T2', null)).toEqual([]);
  });

  it('goes by team, channel and thread together', async () => {
    const { id } = await newCase(db(), { thread: '1700.1' });

    expect(await caseOfThread(db(), 'T1', 'C1', '1700.1')).toMatchObject({ id });
    expect(await caseOfThread(db(), 'T1', 'C2', '1700.1')).toBeNull();
    expect(await caseOfThread(db(), 'T1', 'C1', '1700.2')).toBeNull();
  });

  it('lists open cases, the newest first, of a channel or of all', async () => {
    await newCase(db());
    await newCase(db(), { channel: 'C2' });
    const closed = await newCase(db());
    await newCase(db());
    await setStatus(db(), closed.id, 'closed');

    expect((await openCases(db(), 'T1', 'C1')).map((one) => one.id)).toEqual(['RT-4', 'RT-1']);
    expect((await openCases(db(), 'T1', null)).map((one) => one.id)).toEqual(['RT-4', 'RT-2', 'RT-1']);
  });
});

describe('the card of a case', () => {
  it('becomes the thread of a case that had none', async () => {
    const { id } = await newCase(db());
    expect(await awaitsThread(db(), 'T1', 'C1')).toBe(true);

    await setCard(db(), id, '1700.9');

    expect(await findCase(db(), 'T1', id)).toMatchObject({ card: '1700.9', thread: '1700.9' });
    expect(await awaitsThread(db(), 'T1', 'C1')).toBe(false);
  });

  it('leaves the thread of a case that was opened in one', async () => {
    const { id } = await newCase(db(), { thread: '1700.1' });

    await setCard(db(), id, '1700.9');

    expect(await findCase(db(), 'T1', id)).toMatchObject({ card: '1700.9', thread: '1700.1' });
  });

  it('is awaited only in its own channel', async () => {
    await newCase(db());

    expect(await awaitsThread(db(), 'T1', 'C2')).toBe(false);
  });
});

describe('changing a case', () => {
  it('keeps a new flow and the time of the fix, and touches no other case', async () => {
    const { id } = await newCase(db());
    const other = await newCase(db());

    await setFlow(db(), id, FLOW);
    await setFixedAt(db(), id, '2026-05-04T13:30:00.000Z');

    expect(await findCase(db(), 'T1', id)).toMatchObject({ flow: FLOW, fixedAt: '2026-05-04T13:30:00.000Z' });
    expect(await findCase(db(), 'T1', other.id)).toEqual(other);
  });
});
