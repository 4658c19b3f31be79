import { describe, expect, it } from 'vitest';
import type { LiveAction } from '../../src/model/approval.ts';
import { setStatus } from '../../src/store/cases.ts';
import { memoryStore } from '../store/memory-store.ts';
import { type DeskRoom, deskRoom, stepLine, until } from './support/desk-room.ts';
import { SESSION_GONE, sessionId } from './support/replies.ts';

const store = memoryStore();

const START = 'Mon May 4 11:58:03 2026';
const ONE = { kind: 'clear-session', device: 'PA-A', id: 4711, startedAt: START } as const satisfies LiveAction;
const ALL = {
  kind: 'clear-sessions',
  devices: ['PA-A'],
  source: '10.40.1.20',
  destination: '203.0.113.80',
  destinationPort: 443,
} as const satisfies LiveAction;

const LOOK = 'PA-A> show session id 4711';
const CLEAR = 'PA-A> clear session id 4711';

/** A room where session 4711 is there until it is cleared. */
async function sessionRoom(reply = sessionId()): Promise<DeskRoom> {
  const room = await deskRoom(store());
  room.devices.rule((_device, { kind }) => {
    if (kind !== 'session-id') return null;
    return room.devices.asked.includes(CLEAR) ? SESSION_GONE : reply;
  });
  return room;
}

describe('clearing one session', () => {
  it('reads it first, clears it once, and reads what is there then', async () => {
    const room = await sessionRoom();
    const run = await room.begin('clear', room.approve(ONE));

    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([LOOK, CLEAR, LOOK]);
    expect(await room.run(run.id)).toMatchObject({ state: 'done', says: 'Cleared on PA-A.' });
    expect(room.audited.map(({ event, risk, command }) => [event, risk, command])).toEqual([
      ['run-asked', null, null],
      ['command', 'read', 'show session id 4711'],
      ['command', 'change', 'clear session id 4711'],
      ['command', 'read', 'show session id 4711'],
      ['run-ended', null, null],
    ]);
  });

  it.each([
    ['its number is used by a later one', sessionId({ start: 'Mon May  4 11:59:59 2026' }), 'is another one now'],
    ['it is of other ends', sessionId({ client: '10.40.1.21' }), "is not of this case's conversation"],
    ['it is gone', SESSION_GONE, 'There is no such session any more'],
    ['it cannot be read', '<response status="success"><result/></response>', 'could not be read'],
  ])('clears nothing when %s', async (_when, reply, says) => {
    const room = await sessionRoom(reply);
    const run = await room.begin('clear', room.approve(ONE));

    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([LOOK]);
    expect(await room.run(run.id)).toMatchObject({ state: 'failed', says: expect.stringContaining(says) });
  });

  it('is never sent twice, whatever became of the process that sent it', async () => {
    const room = await sessionRoom();
    const never = Promise.withResolvers<string>();
    room.devices.rule((_device, { kind }) => (kind === 'clear-session' ? never.promise : null));
    const run = await room.begin('clear', room.approve(ONE));
    void room.queue.turn('run');
    await until(() => room.devices.asked.includes(CLEAR));

    await room.restart();
    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([LOOK, CLEAR, LOOK]);
    expect(await room.run(run.id)).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('It is not known whether that was done'),
    });
    expect(room.audited.filter(({ risk }) => risk === 'change')).toMatchObject([
      {
        event: 'command',
        device: 'PA-A',
        command: 'clear session id 4711',
        outcome: expect.stringContaining('may have been sent'),
      },
    ]);
  });

  it('says that it is not known what was done, though it was cancelled and its case closed meanwhile', async () => {
    const room = await sessionRoom();
    const never = Promise.withResolvers<string>();
    room.devices.rule((_device, { kind }) => (kind === 'clear-session' ? never.promise : null));
    const run = await room.begin('clear', room.approve(ONE));
    void room.queue.turn('run');
    await until(() => room.devices.asked.includes(CLEAR));
    await setStatus(room.db, room.about.id, 'closed');
    await room.db.transaction().execute((tx) => room.desk.cancel(tx, run.id, 'U9', room.clock.now()));

    await room.restart();
    await room.queue.turn('run');

    expect(await room.run(run.id)).toMatchObject({ says: expect.stringContaining('It is not known') });
  });

  it('is not tried again when the device does not answer', async () => {
    const room = await sessionRoom();
    room.devices.rule((_device, { kind }) => (kind === 'clear-session' ? { why: 'timeout' } : null));
    const run = await room.begin('clear', room.approve(ONE));

    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([LOOK, CLEAR, LOOK]);
    expect(await room.run(run.id)).toMatchObject({ state: 'failed', says: 'PA-A did not answer (timeout).' });
  });

  it('sends nothing once it is cancelled while it looks', async () => {
    const room = await sessionRoom();
    const held = Promise.withResolvers<string>();
    room.devices.rule((_device, { kind }) => (kind === 'session-id' ? held.promise : null));
    const run = await room.begin('clear', room.approve(ONE));
    const ended = room.queue.turn('run');
    await until(() => room.devices.asked.includes(LOOK));
    await room.db.transaction().execute((tx) => room.desk.cancel(tx, run.id, 'U9', room.clock.now()));
    await ended;

    expect(room.devices.asked).toEqual([LOOK]);
    expect(await room.run(run.id)).toMatchObject({ state: 'cancelled', cancelledBy: 'U9' });
  });
});

describe('clearing the sessions of the flow', () => {
  it('names their ends, and reads before and after', async () => {
    const room = await deskRoom(store());
    const run = await room.begin('clear', room.approve(ALL));

    await room.queue.turn('run');

    const filter = 'filter source 10.40.1.20 destination 203.0.113.80 destination-port 443';
    expect(room.devices.asked).toEqual([
      `PA-A> show session all ${filter}`,
      `PA-A> clear session all ${filter}`,
      `PA-A> show session all ${filter}`,
    ]);
    expect(stepLine((await room.run(run.id)).steps)).toBe('check done, clear done, after done');
  });

  it('clears on each firewall that holds one, and names the others', async () => {
    const room = await deskRoom(store());
    const none = '<response status="success"><result></result></response>';
    room.devices.rule((device, { kind }) => (kind === 'session-all' && device === 'PA-B' ? none : null));
    const run = await room.begin('clear', room.approve({ ...ALL, devices: ['PA-A', 'PA-B'] }));

    await room.queue.turn('run');

    const cleared = room.devices.asked.filter((asked) => asked.includes('> clear'));
    expect(cleared).toHaveLength(1);
    expect(cleared[0]).toMatch(/^PA-A> clear session all filter/);
    const ended = await room.run(run.id);
    expect(ended.says).toBe('Cleared on PA-A. Not on PA-B: the steps say why.');
    expect(ended.steps[0]?.devices).toContainEqual({
      device: 'PA-B',
      state: 'done',
      says: 'There is no such session any more, so nothing is there to clear.',
    });
  });

  it('is sent to the other firewall when one does not take it', async () => {
    const room = await deskRoom(store());
    room.devices.rule((device, { kind }) => (kind === 'clear-sessions' && device === 'PA-A' ? { why: 'reset' } : null));
    const run = await room.begin('clear', room.approve({ ...ALL, devices: ['PA-A', 'PA-B'] }));

    await room.queue.turn('run');

    expect((await room.run(run.id)).says).toBe('Cleared on PA-B. Not on PA-A: the steps say why.');
    expect(room.devices.asked.filter((asked) => asked.startsWith('PA-A> clear'))).toHaveLength(1);
  });

  it.each([
    ['other ends', { ...ALL, source: '10.40.1.21' }],
    ['another port', { ...ALL, destinationPort: 80 }],
  ])('clears nothing of %s than those of the case', async (_what, action) => {
    const room = await deskRoom(store());
    await room.begin('clear', room.approve(action));

    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([]);
    expect(await room.run('run-1')).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('Nothing was cleared.'),
    });
  });
});
