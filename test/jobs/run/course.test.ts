import { expect, it } from 'vitest';
import { createCourse } from '../../../src/jobs/run/course.ts';
import { createLog } from '../../../src/log.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import { fail } from '../../../src/model/result.ts';
import { addRun } from '../../../src/store/runs.ts';
import { triage } from '../../../src/triage.ts';
import { memoryStore } from '../../store/memory-store.ts';
import { NOON, newCase } from '../../store/new-case.ts';
import { createTurnedClock } from '../../store/turned-clock.ts';
import { FLEET } from '../support/desk-room.ts';
import { scriptedDevices } from '../support/scripted-devices.ts';

const db = memoryStore();

const ACTING: readonly PanosCommand[] = [
  { kind: 'packet-diag-clear' },
  { kind: 'capture', on: true },
  { kind: 'clear-session', id: 4711 },
  { kind: 'clear-sessions', source: '10.40.1.20', destination: '203.0.113.80', destinationPort: null },
];

it.each(ACTING)('a run without an approval never sends %j, whatever chose it', async (command) => {
  const about = await newCase(db());
  const clock = createTurnedClock(NOON);
  const devices = scriptedDevices(clock.now);
  const order = {
    caseId: about.id,
    kind: 'live',
    devices: ['PA-A'],
    askedBy: 'U7',
    approvalId: null,
    steps: [],
  } as const;
  const run = await addRun(db(), order, NOON);
  if (run === null) throw new Error('there is a run already');
  const options = {
    ...{ store: { db: db(), clock }, log: createLog('silent'), fleet: FLEET, devices, triage },
    readCapture: async () => fail({ code: 'no-capture', message: 'it holds nothing' }),
    audit: async () => undefined,
    approvalOf: async () => null,
    announce: async () => undefined,
    onAnnounced: () => undefined,
  };
  const course = createCourse(options, about, run, new AbortController());

  expect(() =>
    course.ask([
      { device: 'PA-A', command: { kind: 'tcp-state' } },
      { device: 'PA-A', command },
    ]),
  ).toThrow('may only read');
  expect(devices.asked).toEqual([]);
});
