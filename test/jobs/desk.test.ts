import { describe, expect, it } from 'vitest';
import { runsOf } from '../../src/store/runs.ts';
import { memoryStore } from '../store/memory-store.ts';
import { deskRoom, FLEET } from './support/desk-room.ts';

const store = memoryStore();

describe('the desk', () => {
  it('lets a case have one run of a kind at a time, and another once that has ended', async () => {
    const room = await deskRoom(store());
    await room.begin('live');

    await expect(room.begin('live')).rejects.toThrow('run-1 of this case is still going on.');
    await room.begin('watch');
    await room.db.transaction().execute((tx) => room.desk.cancel(tx, 'run-1', 'U9', room.clock.now()));

    const again = await room.begin('live');
    expect((await runsOf(room.db, room.about.id)).map(({ kind, state }) => [kind, state])).toEqual([
      ['live', 'cancelled'],
      ['watch', 'waiting'],
      ['live', 'waiting'],
    ]);
    expect(again.id).not.toBe('run-1');
  });

  it('begins nothing on a firewall that it does not know', async () => {
    const room = await deskRoom(store());
    const order = {
      caseId: room.about.id,
      kind: 'live',
      devices: ['PA-A', 'PA-Z'],
      askedBy: 'U7',
      approvalId: null,
    } as const;

    const begun = await room.db.transaction().execute((tx) => room.desk.begin(tx, order, room.clock.now()));

    expect(begun).toMatchObject({ ok: false, error: { message: 'PA-Z is not in the fleet file.' } });
    expect(room.queue.waiting()).toEqual([]);
  });

  it('begins nothing on more firewalls than one run is for, and says how many that is', async () => {
    const [one] = FLEET.devices;
    if (one === undefined) throw new Error('there is no firewall');
    const devices = Array.from({ length: 21 }, (_, at) => ({ ...one, name: `PA-${at + 1}` }));
    const room = await deskRoom(store(), { fleet: { devices, grants: [] } });
    const begin = (count: number) => {
      const names = devices.slice(0, count).map(({ name }) => name);
      const order = { caseId: room.about.id, kind: 'live', devices: names, askedBy: 'U7', approvalId: null } as const;
      return room.db.transaction().execute((tx) => room.desk.begin(tx, order, room.clock.now()));
    };

    expect(await begin(21)).toMatchObject({ ok: false, error: { code: 'too-many-firewalls' } });
    expect(await begin(20)).toMatchObject({ ok: true });
  });

  it('ends a run that nobody has taken up as soon as it is cancelled, and says so', async () => {
    const room = await deskRoom(store());
    const run = await room.begin('live');

    const cancelled = await room.db.transaction().execute((tx) => room.desk.cancel(tx, run.id, 'U9', room.clock.now()));
    await room.queue.turn('run');

    expect(cancelled).toBe(true);
    expect(room.devices.asked).toEqual([]);
    expect(room.announced.at(-1)).toMatchObject({ id: run.id, state: 'cancelled', cancelledBy: 'U9' });
    expect(room.audited.map(({ event, who }) => [event, who])).toEqual([
      ['run-asked', 'U7'],
      ['run-cancelled', 'U9'],
      ['run-ended', 'U7'],
    ]);
  });

  it('cancels nothing that has ended, and nothing that is unknown', async () => {
    const room = await deskRoom(store());
    const run = await room.begin('live');
    const cancel = (id: string) =>
      room.db.transaction().execute((tx) => room.desk.cancel(tx, id, 'U9', room.clock.now()));
    await cancel(run.id);

    expect([await cancel(run.id), await cancel('run-99')]).toEqual([false, false]);
  });

  it('begins nothing when the transaction that orders it is rolled back', async () => {
    const room = await deskRoom(store());
    const order = { caseId: room.about.id, kind: 'live', devices: ['PA-A'], askedBy: 'U7', approvalId: null } as const;

    await expect(
      room.db.transaction().execute(async (tx) => {
        await room.desk.begin(tx, order, room.clock.now());
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');

    expect(await runsOf(room.db, room.about.id)).toEqual([]);
  });

  it('ends a run that a bug of ours has stopped, so that another can begin', async () => {
    const room = await deskRoom(store());
    room.devices.rule(() => {
      throw new Error('a bug');
    });
    const run = await room.begin('live');

    await room.queue.turn('run');

    expect(await room.run(run.id)).toMatchObject({
      state: 'failed',
      says: 'Roundtrip itself failed here; its log says more under run-1.',
    });
  });
});

describe('the next start', () => {
  it('takes up what has not ended, although its job was lost', async () => {
    const room = await deskRoom(store());
    const run = await room.begin('watch');
    const ended = await room.begin('live');
    await room.db.transaction().execute((tx) => room.desk.cancel(tx, ended.id, 'U9', room.clock.now()));
    const before = room.queue.waiting().length;

    await room.restart();

    expect(room.queue.waiting().slice(before)).toEqual([{ kind: 'run', runId: run.id, afterSeconds: 0 }]);
  });
});
