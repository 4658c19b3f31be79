import { describe, expect, it } from 'vitest';
import type { LiveAction } from '../../src/model/approval.ts';
import { ok } from '../../src/model/result.ts';
import { setStatus } from '../../src/store/cases.ts';
import { evidenceOf } from '../../src/store/evidence.ts';
import { memoryStore } from '../store/memory-store.ts';
import { NOON } from '../store/new-case.ts';
import { type DeskRoom, deskRoom, stepLine, until } from './support/desk-room.ts';
import { emptyPcap, readPcap } from './support/pcap.ts';
import { diagSetting } from './support/replies.ts';

const store = memoryStore();

const ACTION = {
  kind: 'capture',
  device: 'PA-A',
  filters: [
    { source: '10.40.1.20', destination: '203.0.113.80' },
    { source: '203.0.113.80', destination: '10.40.1.20' },
  ],
  stages: ['receive', 'drop'],
  seconds: 20,
} as const satisfies LiveAction;

const DIAG = 'PA-A> debug dataplane packet-diag';
const COUNTERS = 'PA-A> show counter global filter packet-filter yes delta yes';
const LOOK = [`${DIAG} show setting`];
const ON = [
  `${DIAG} clear all`,
  `${DIAG} set filter match source 10.40.1.20 destination 203.0.113.80`,
  `${DIAG} set filter match source 203.0.113.80 destination 10.40.1.20`,
  `${DIAG} set filter on`,
  `${DIAG} set capture stage receive file roundtrip-run-1-receive packet-count 5000 byte-count 5000000`,
  `${DIAG} set capture stage drop file roundtrip-run-1-drop packet-count 5000 byte-count 5000000`,
  `${DIAG} set capture on`,
];
const OFF = [`${DIAG} set capture off`, `${DIAG} set filter off`, `${DIAG} clear all`];
const FETCH = ['PA-A> export roundtrip-run-1-receive', 'PA-A> export roundtrip-run-1-drop'];
const DELETE = [
  'PA-A> delete debug-filter file roundtrip-run-1-receive',
  'PA-A> delete debug-filter file roundtrip-run-1-drop',
];

async function captureRoom(): Promise<DeskRoom> {
  const room = await deskRoom(store(), { readCapture: readPcap });
  room.devices.rule((_device, { kind }) => (kind === 'packet-diag-setting' ? diagSetting() : null));
  room.devices.captures = {
    'roundtrip-run-1-receive': emptyPcap(),
    'roundtrip-run-1-drop': emptyPcap(),
  };
  return room;
}

/** Begins the capture and hands it out; resolves once the device captures. */
async function capturing(room: DeskRoom): Promise<{ readonly ended: Promise<void> }> {
  const run = await room.begin('capture', room.approve(ACTION));
  const ended = room.queue.turn('run');
  await until(async () => stepLine((await room.run(run.id)).steps).includes('wait running'));
  return { ended };
}

/** From here on the device never answers this command to the process that now runs: it dies there. */
function diesAt(room: DeskRoom, cli: string): void {
  const never = Promise.withResolvers<string>();
  let died = false;
  room.devices.rule(() => {
    if (died || room.devices.asked.at(-1) !== cli) return null;
    died = true;
    return never.promise;
  });
}

async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield emptyPcap();
  throw new Error('the connection was reset');
}

describe('a capture', () => {
  it('looks, switches on in the order of the vendor, waits, switches off, fetches and tidies up', async () => {
    const room = await captureRoom();

    const { ended } = await capturing(room);
    expect(room.devices.asked).toEqual([...LOOK, ...ON, COUNTERS]);
    room.clock.turn(20_000);
    await ended;

    expect(room.devices.asked).toEqual([...LOOK, ...ON, COUNTERS, COUNTERS, ...OFF, ...FETCH, ...DELETE]);
    const run = await room.run('run-1');
    expect(stepLine(run.steps)).toBe('look done, on done, wait done, off done, fetch done, delete done');
    expect(run).toMatchObject({
      state: 'done',
      says: 'Packets of the conversation on PA-A were captured and read. Nothing is left switched on on PA-A.',
    });
    expect((await evidenceOf(room.db, room.about.id)).map(({ source, point }) => [source, point])).toEqual([
      ['PA-A: debug dataplane packet-diag show setting', undefined],
      ['PA-A: show counter global filter packet-filter yes delta yes', undefined],
      ['PA-A: show counter global filter packet-filter yes delta yes (2)', undefined],
      ['PA-A: packet capture (receive)', 'receive'],
      ['PA-A: packet capture (drop)', 'drop'],
    ]);
  });

  it('has a job that switches off in the queue before it switches anything on', async () => {
    const room = await captureRoom();
    room.devices.rule((_device, { kind }) => {
      if (kind !== 'packet-diag-clear') return null;
      expect(room.queue.waiting().map((job) => [job.kind, job.afterSeconds])).toContainEqual(['undo', 80]);
      return null;
    });

    const { ended } = await capturing(room);
    room.clock.turn(20_000);
    await ended;
    await room.queue.turn('undo');

    expect(room.devices.asked.filter((cli) => OFF.includes(cli))).toHaveLength(
      ON.filter((c) => OFF.includes(c)).length + OFF.length,
    );
    expect(room.queue.waiting()).toEqual([]);
  });

  it.each([
    ['a filter', diagSetting({ filter: '192.0.2.5/32[0]->198.51.100.3/32[0]', enabled: false }), '192.0.2.5/32[0]'],
    ['a capture', diagSetting({ capture: true }), 'Somebody else is capturing packets on PA-A.'],
    ['what cannot be read', '<response status="success"><result>?</result></response>', 'could not be read'],
  ])('touches nothing where it finds %s that is not its own', async (_what, setting, says) => {
    const room = await captureRoom();
    room.devices.rule((_device, { kind }) => (kind === 'packet-diag-setting' ? setting : null));
    const run = await room.begin('capture', room.approve(ACTION));

    await room.queue.turn('run');

    expect(room.devices.asked).toEqual(LOOK);
    expect(await room.run(run.id)).toMatchObject({ state: 'failed', says: expect.stringContaining(says) });
    expect(room.queue.waiting()).toEqual([]);
  });

  it('reads the other stages when the transfer of one breaks off, and removes the files', async () => {
    const room = await captureRoom();
    const whole = room.devices.fetchCapture;
    room.devices.fetchCapture = async (device, file, signal) =>
      file.endsWith('drop') ? ok(brokenOff()) : whole(device, file, signal);

    const { ended } = await capturing(room);
    room.clock.turn(20_000);
    await ended;

    const run = await room.run('run-1');
    expect(stepLine(run.steps)).toContain('fetch part, delete done');
    expect(run.says).toContain('Stage drop: It could not be read: its transfer broke off.');
  });

  it('goes on where a release says that an empty filter is on', async () => {
    const room = await captureRoom();
    room.devices.rule((_device, { kind }) => (kind === 'packet-diag-setting' ? diagSetting({ enabled: true }) : null));

    const { ended } = await capturing(room);
    room.clock.turn(20_000);
    await ended;

    expect(await room.run('run-1')).toMatchObject({ state: 'done' });
  });

  it('switches off and removes its files when it is cancelled in the middle', async () => {
    const room = await captureRoom();
    const { ended } = await capturing(room);

    await room.db.transaction().execute((tx) => room.desk.cancel(tx, 'run-1', 'U9', room.clock.now()));
    await ended;

    expect(room.devices.asked).toEqual([...LOOK, ...ON, COUNTERS, ...OFF, ...DELETE]);
    expect(await room.run('run-1')).toMatchObject({ state: 'cancelled', cancelledBy: 'U9' });
    expect(room.audited.map(({ event }) => event)).toContain('run-cancelled');
  });

  it.each(ON.map((cli) => [cli]))('switches off when the device refuses “%s”', async (cli) => {
    const room = await captureRoom();
    let refused = false;
    room.devices.rule(() => {
      if (refused || room.devices.asked.at(-1) !== cli) return null;
      refused = true;
      return '<response status="error" code="17"><msg><line>is invalid</line></msg></response>';
    });
    const run = await room.begin('capture', room.approve(ACTION));

    await room.queue.turn('run');

    const at = ON.indexOf(cli);
    expect(room.devices.asked).toEqual([...LOOK, ...ON.slice(0, at + 1), ...OFF, ...DELETE]);
    expect(await room.run(run.id)).toMatchObject({ state: 'failed', says: expect.stringContaining('refused') });
  });
});

describe('a capture whose process dies', () => {
  it.each([...ON, COUNTERS].map((cli) => [cli]))('at “%s” is switched off by the next start', async (cli) => {
    const room = await captureRoom();
    diesAt(room, cli);
    const run = await room.begin('capture', room.approve(ACTION));
    void room.queue.turn('run');
    await until(() => room.devices.asked.at(-1) === cli);
    const before = room.devices.asked.length;

    await room.restart();
    await room.queue.turn('run');

    expect(room.devices.asked.slice(before)).toEqual([...LOOK, ...OFF, ...DELETE]);
    expect(await room.run(run.id)).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('It was interrupted.'),
    });
    const unsure = room.audited.filter(({ outcome }) => outcome.includes('may have been sent'));
    expect(unsure).toMatchObject([
      { device: 'PA-A', risk: 'observe', command: expect.stringContaining(cli.replace('PA-A> ', '')) },
    ]);
  });

  it('is switched off by the delayed job alone, when nobody takes up the run', async () => {
    const room = await captureRoom();
    diesAt(room, `${DIAG} set capture on`);
    await room.begin('capture', room.approve(ACTION));
    void room.queue.turn('run');
    await until(() => room.devices.asked.at(-1) === `${DIAG} set capture on`);
    const before = room.devices.asked.length;

    await room.restart();
    await room.queue.turn('undo');

    expect(room.devices.asked.slice(before)).toEqual([...LOOK, ...OFF, ...DELETE]);
    expect(stepLine((await room.run('run-1')).steps)).toContain('off done');
  });

  it('leaves alone what somebody else has set up since', async () => {
    const room = await captureRoom();
    diesAt(room, `${DIAG} set capture on`);
    await room.begin('capture', room.approve(ACTION));
    void room.queue.turn('run');
    await until(() => room.devices.asked.at(-1) === `${DIAG} set capture on`);
    const before = room.devices.asked.length;
    const theirs = diagSetting({ filter: '192.0.2.5/32[0]->198.51.100.3/32[0]' });
    room.devices.rule((_device, { kind }) => (kind === 'packet-diag-setting' ? theirs : null));

    await room.restart();
    await room.queue.turn('run');

    expect(room.devices.asked.slice(before)).toEqual([...LOOK, ...DELETE]);
    expect((await room.run('run-1')).says).toContain('Filters of somebody else are set up on PA-A now');
  });

  it.each(OFF.slice(0, 2))('while switching off (%s) is switched off and read by the next start', async (cli) => {
    const room = await captureRoom();
    diesAt(room, cli);
    await capturing(room);
    room.clock.turn(20_000);
    await until(() => room.devices.asked.at(-1) === cli);
    const before = room.devices.asked.length;

    await room.restart();
    await room.queue.turn('run');

    expect(room.devices.asked.slice(before)).toEqual([...LOOK, ...OFF, ...FETCH, ...DELETE]);
    expect(await room.run('run-1')).toMatchObject({ state: 'done' });
  });

  it('while fetching is fetched by the next start', async () => {
    const room = await captureRoom();
    diesAt(room, DELETE[0] ?? '');
    await capturing(room);
    room.clock.turn(20_000);
    await until(() => room.devices.asked.at(-1) === DELETE[0]);
    const before = room.devices.asked.length;

    await room.restart();
    await room.queue.turn('run');

    expect(room.devices.asked.slice(before)).toEqual(DELETE);
    expect(await room.run('run-1')).toMatchObject({ state: 'done' });
  });
});

describe('a device that cannot be switched off', () => {
  it('is told of, and asked again until it answers; no other capture begins there before', async () => {
    const room = await captureRoom();
    let away = true;
    room.devices.rule((_device, command) =>
      away && command.kind === 'capture' && !command.on ? { why: 'unreachable' } : null,
    );
    const { ended } = await capturing(room);
    room.clock.turn(20_000);
    await ended;
    expect(await room.run('run-1')).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('could not be switched off on PA-A'),
    });

    await room.begin('capture', room.approve(ACTION, { id: 'approval-2' }));
    await room.queue.turn('run');
    expect((await room.run('run-2')).says).toContain('not switched off yet, by run-1');
    const told = room.announced.length;
    await room.queue.turn('undo');
    expect(room.announced).toHaveLength(told);
    away = false;
    await room.queue.turn('undo');

    expect(stepLine((await room.run('run-1')).steps)).toContain('off done');
    expect(room.announced.length).toBeGreaterThan(told);
    while (room.queue.waiting().some(({ kind }) => kind === 'undo')) await room.queue.turn('undo');
  });

  it('is asked less and less often while it stays away, so that it does not fill the audit', async () => {
    const room = await captureRoom();
    room.devices.rule((_device, command) =>
      command.kind === 'capture' && !command.on ? { why: 'unreachable' } : null,
    );
    const { ended } = await capturing(room);
    room.clock.turn(20_000);
    await ended;
    const waits: number[] = [];
    for (const ms of [0, 3_600_000, 48 * 3_600_000]) {
      room.clock.turn(ms);
      await room.queue.turn('undo');
      waits.push(room.queue.waiting().findLast(({ kind }) => kind === 'undo')?.afterSeconds ?? 0);
    }

    expect(waits).toEqual([30, 905, 3_600]);
  });

  it('is switched off by the delayed job when the run takes too long', async () => {
    const room = await captureRoom();
    const { ended } = await capturing(room);

    await room.queue.turn('undo');
    await ended;

    expect(room.devices.asked.slice(-5)).toEqual([...OFF, ...DELETE]);
    expect(await room.run('run-1')).toMatchObject({ state: 'failed' });
  });
});

describe('the approval of a capture', () => {
  it.each([
    ['was denied', { state: 'denied' }, 'The approval is denied.'],
    ['was made on something else', { basis: 'another' }, 'is not as it was when this was approved'],
    ['is of another case', { caseId: 'RT-99' }, 'There is no approval for it.'],
    ['is older than a request may be', { decidedAt: new Date(NOON - 15 * 60_000).toISOString() }, 'asked for anew'],
  ] as const)('that %s lets nothing be asked', async (_what, given, says) => {
    const room = await captureRoom();
    const run = await room.begin('capture', room.approve(ACTION, given));

    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([]);
    expect(await room.run(run.id)).toMatchObject({ state: 'failed', says: expect.stringContaining(says) });
  });

  it('lets nothing be asked once the case is closed', async () => {
    const room = await captureRoom();
    const run = await room.begin('capture', room.approve(ACTION));
    await setStatus(room.db, room.about.id, 'closed');

    await room.queue.turn('run');

    expect(room.devices.asked).toEqual([]);
    expect(await room.run(run.id)).toMatchObject({ says: expect.stringContaining('The case is closed.') });
  });

  it('is good for one run', async () => {
    const room = await captureRoom();
    const approval = room.approve(ACTION, { state: 'denied' });
    await room.begin('capture', approval);
    await room.queue.turn('run');

    await expect(room.begin('capture', approval)).rejects.toThrow('This approval has been used.');
  });
});
