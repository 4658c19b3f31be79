import { describe, expect, it } from 'vitest';
import type { DeskOptions } from '../../src/jobs/desk-options.ts';
import { LIVE_SEQUENCE } from '../../src/jobs/sequence/live-sequence.ts';
import { setStatus } from '../../src/store/cases.ts';
import { evidenceOf } from '../../src/store/evidence.ts';
import { memoryStore } from '../store/memory-store.ts';
import { type DeskRoom, deskRoom, FLEET, until } from './support/desk-room.ts';
import { NO_SESSIONS, sessionId, sessionList } from './support/replies.ts';

const store = memoryStore();

/** PA-A has the session of the flow, PA-B has none. */
async function liveRoom(given: Partial<DeskOptions> = {}): Promise<DeskRoom> {
  const room = await deskRoom(store(), given);
  room.devices.rule((device, { kind }) => {
    if (kind === 'session-all') return device === 'PA-A' ? sessionList(4711) : NO_SESSIONS;
    return kind === 'session-id' ? sessionId() : null;
  });
  return room;
}

/** Hands out the run and turns the clock whenever it waits, until it has ended. */
async function runThrough(room: DeskRoom, id = 'run-1'): Promise<void> {
  let over = false;
  const turned = room.queue.turn('run').then(() => {
    over = true;
  });
  await until(async () => {
    room.clock.turn(1_000);
    return over || (await room.run(id)).endedAt !== null;
  });
  await turned;
}

function askedOf(room: DeskRoom, device: string): readonly string[] {
  return room.devices.asked.filter((cli) => cli.startsWith(`${device}>`)).map((cli) => cli.slice(device.length + 2));
}

describe('a live run', () => {
  it('asks every firewall in the order of the sequence, with what was shown before', async () => {
    const room = await liveRoom();
    await room.begin('live');

    await runThrough(room);

    const [first, second] = [askedOf(room, 'PA-A'), askedOf(room, 'PA-B')];
    expect(first.slice(0, 2)).toEqual(['show system info', 'show interface all']);
    expect(first.indexOf('show session id 4711')).toBeGreaterThan(
      first.findIndex((cli) => cli.startsWith('show session all')),
    );
    expect(first.filter((cli) => cli === 'show session id 4711').length).toBeGreaterThanOrEqual(2);
    expect(second).not.toContain('show session id 4711');
    const run = await room.run('run-1');
    expect(run).toMatchObject({ state: 'done', says: '2 of 2 firewalls answered.' });
    expect(run.steps.slice(0, LIVE_SEQUENCE.length).map(({ id }) => id)).toEqual(LIVE_SEQUENCE.map(({ id }) => id));
    expect(run.steps.filter(({ state }) => state === 'waiting' || state === 'running')).toEqual([]);
  });

  it('keeps each reply as evidence with who was asked what and when, and each question in the audit', async () => {
    const room = await liveRoom();
    await room.begin('live');

    await runThrough(room);

    const evidence = await evidenceOf(room.db, room.about.id);
    expect(evidence).toHaveLength(room.devices.asked.length);
    expect(evidence[0]).toMatchObject({
      source: 'PA-A: show system info',
      obtained: 'api',
      observer: 'PA-A',
      command: 'show system info',
      takenAt: '2026-05-04T12:00:01.000Z',
    });
    expect(evidence.map(({ source }) => source)).toContain('PA-A: show session id 4711 (2)');
    expect(room.audited.filter(({ event }) => event === 'command')).toHaveLength(room.devices.asked.length);
  });

  it('waits ten seconds between two readings', async () => {
    const room = await liveRoom();
    await room.begin('live');

    await runThrough(room);

    const readings = (await evidenceOf(room.db, room.about.id)).filter(
      ({ command }) => command === 'show session id 4711',
    );
    const [first = 0, second = 0] = readings.map(({ takenAt }) => Date.parse(takenAt ?? ''));
    expect(second - first).toBeGreaterThanOrEqual(10_000);
  });

  it('goes on without a firewall that fails, names it, and leaves it alone after the second time', async () => {
    const room = await liveRoom();
    room.devices.rule((device) => (device === 'PA-B' ? { why: 'unreachable' } : null));
    await room.begin('live');

    await runThrough(room);

    expect(askedOf(room, 'PA-B')).toHaveLength(2);
    const run = await room.run('run-1');
    expect(run.says).toBe('1 of 2 firewalls answered. PA-B did not answer (unreachable).');
    expect(run.steps[0]).toMatchObject({
      state: 'part',
      devices: [{ state: 'done' }, { device: 'PA-B', state: 'failed' }],
    });
    expect(run.steps[1]?.devices[1]).toEqual({
      device: 'PA-B',
      state: 'not-asked',
      says: 'PA-B was not asked again: PA-B did not answer (unreachable).',
    });
  });

  it('keeps what a device says when it answers with an error', async () => {
    const room = await liveRoom();
    const refusal = '<response status="error" code="17"><msg><line>ha-all is invalid</line></msg></response>';
    room.devices.rule((_device, { kind }) => (kind === 'ha-all' ? refusal : null));
    await room.begin('live');

    await runThrough(room);

    const told = (await evidenceOf(room.db, room.about.id)).filter(({ text }) => text === refusal);
    expect(told.map(({ observer }) => observer)).toEqual(['PA-A', 'PA-B']);
  });

  it('fails when nobody answers', async () => {
    const room = await liveRoom();
    room.devices.rule(() => ({ why: 'wrong-certificate' }));
    await room.begin('live');

    await runThrough(room);

    expect(await room.run('run-1')).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('0 of 2 firewalls answered.'),
    });
  });

  it('is gone on with at its first unfinished step after a crash', async () => {
    const room = await liveRoom();
    const never = Promise.withResolvers<string>();
    let died = false;
    room.devices.rule((device, { kind }) => {
      if (died || kind !== 'ha-all' || device !== 'PA-A') return null;
      died = true;
      return never.promise;
    });
    await room.begin('live');
    void room.queue.turn('run');
    await until(() => died);
    const before = room.devices.asked.length;

    await room.restart();
    await runThrough(room);

    expect(room.devices.asked[before]).toBe('PA-A> show high-availability all');
    expect(room.devices.asked.filter((cli) => cli.endsWith('> show system info'))).toHaveLength(2);
    expect(await room.run('run-1')).toMatchObject({ state: 'done' });
  });

  it('asks nothing of a firewall that has left the fleet file meanwhile', async () => {
    const fleet = { devices: FLEET.devices, grants: [] };
    const room = await liveRoom({ fleet });
    await room.begin('live');
    fleet.devices = FLEET.devices.filter(({ name }) => name !== 'PA-B');
    await room.restart();
    await runThrough(room);

    expect(room.devices.asked.filter((cli) => cli.startsWith('PA-B'))).toEqual([]);
    expect((await room.run('run-1')).says).toContain('PA-B was asked nothing.');
  });

  it('asks nothing that was asked for long ago', async () => {
    const room = await liveRoom();
    await room.begin('live');
    room.clock.turn(3_600_000);
    await room.restart();
    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([]);
    expect((await room.run('run-1')).says).toContain('more than an hour ago');
  });

  it('asks nothing of a case that was closed before it was taken up', async () => {
    const room = await liveRoom();
    await room.begin('watch');
    await setStatus(room.db, room.about.id, 'closed');
    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([]);
    expect(await room.run('run-1')).toMatchObject({ state: 'failed', says: expect.stringContaining('was closed') });
  });

  it('asks nothing more once it is cancelled, and keeps what came before', async () => {
    const room = await liveRoom();
    await room.begin('live');
    const turned = room.queue.turn('run');
    await until(async () =>
      (await room.run('run-1')).steps.some(({ id, state }) => id === 'sessions-again' && state === 'running'),
    );
    const before = room.devices.asked.length;

    await room.db.transaction().execute((tx) => room.desk.cancel(tx, 'run-1', 'U9', room.clock.now()));
    await turned;

    expect(room.devices.asked).toHaveLength(before);
    expect(await room.run('run-1')).toMatchObject({
      state: 'cancelled',
      says: 'It was cancelled; what came before is kept.',
    });
    expect(await evidenceOf(room.db, room.about.id)).toHaveLength(before);
  });

  it('stays begun when the program stops, and goes on at the next start', async () => {
    const room = await liveRoom();
    await room.begin('live');
    const turned = room.queue.turn('run');
    await until(async () =>
      (await room.run('run-1')).steps.some(({ id, state }) => id === 'sessions-again' && state === 'running'),
    );

    await room.desk.stop();
    await turned;
    expect(await room.run('run-1')).toMatchObject({ state: 'running', endedAt: null });
    await room.restart();
    await runThrough(room);

    expect(await room.run('run-1')).toMatchObject({ state: 'done' });
  });
});

describe('a watch', () => {
  it('reads the flow eleven times in two and a half minutes', async () => {
    const room = await liveRoom();
    await room.begin('watch');

    await runThrough(room);

    const run = await room.run('run-1');
    expect(run).toMatchObject({ state: 'done', says: '2 of 2 firewalls answered.' });
    expect(run.steps).toMatchObject([{ state: 'done', says: '11 samples in 150 s.' }]);
    const counters = (await evidenceOf(room.db, room.about.id)).filter(
      ({ observer, command }) => observer === 'PA-A' && command?.startsWith('show counter global') === true,
    );
    const times = counters.map(({ takenAt }) => Date.parse(takenAt ?? ''));
    expect(times).toHaveLength(11);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(149_000);
    expect(room.announced.map(({ steps }) => steps[0]?.says)).toContain('Sample 4 of 11.');
  });

  it('ends early when it is cancelled', async () => {
    const room = await liveRoom();
    await room.begin('watch');
    const turned = room.queue.turn('run');
    await until(async () => (await room.run('run-1')).steps[0]?.says === 'Sample 1 of 11.');

    await room.db.transaction().execute((tx) => room.desk.cancel(tx, 'run-1', 'U9', room.clock.now()));
    await turned;

    expect(await room.run('run-1')).toMatchObject({ state: 'cancelled', steps: [{ state: 'skipped' }] });
  });
});
