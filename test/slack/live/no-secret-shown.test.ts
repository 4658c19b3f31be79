import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFleet } from '../../../src/access/fleet-file/index.ts';
import { createLog } from '../../../src/log.ts';
import { createDevices } from '../../../src/panos/devices.ts';
import { TIMINGS } from '../../../src/panos/timings.ts';
import { findLeaks, leaksIn } from '../../support/secret-scan.ts';
import { type LabBench, startLabBench } from './lab-bench.ts';
import { openThread } from './thread.ts';

const PEOPLE = { channels: ['C0NOBODY01'], usergroups: ['S0NOBODY01'] };

let bench: LabBench;
beforeAll(async () => {
  bench = await startLabBench();
});
afterAll(() => bench?.close());

function endpoints() {
  return [...bench.lab.devices, bench.lab.panorama];
}

/** The keys that the firewalls give now: without a lifetime the same key is made again. */
async function keys(): Promise<readonly string[]> {
  const user = await secret('LAB_USER');
  return endpoints().map((one) => one.keys.keyFor(user));
}

async function secret(env: string): Promise<string> {
  const read = await bench.lab.secrets({ env });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

it('shows no key and no password anywhere: asked, captured, cleared, keys revoked, logins refused', async () => {
  const secrets = [await secret('LAB_PASSWORD'), ...(await keys())];
  const thread = await openThread(bench, 'no-secret');
  await thread.say('priya', '@Roundtrip live');
  for (const one of endpoints()) one.keys.revoke();
  secrets.push(...(await keys()));
  await thread.say('priya', '@Roundtrip capture PA-EDGE-A 5 s');
  await thread.press('tomas', 'approval.approve');
  await thread.say('priya', '@Roundtrip clear PA-EDGE-A');
  await thread.press('tomas', 'approval.approve');
  for (const one of endpoints()) one.faults.on({ name: 'forbidden' });
  await thread.say('priya', '@Roundtrip live');
  await thread.say('ana', '@Roundtrip audit');

  const { control } = bench.room;
  const messages = [...control.messages(thread.channel, thread.ts), ...control.ephemerals('priya')];
  expect((await thread.runs()).map(({ kind }) => kind)).toEqual(['live', 'capture', 'clear', 'live']);
  expect(bench.log.length).toBeGreaterThan(50);
  expect(await findLeaks({ db: bench.store.db, messages, log: bench.log }, secrets)).toEqual([]);
});

it('shows none when the adapter itself is looked into', async () => {
  const fleet = readFleet(bench.lab.fleetFile(PEOPLE), 'lab.yml');
  if (!fleet.ok) throw new Error('the lab has no fleet');
  const { clock, lab } = bench;
  for (const one of endpoints()) one.faults.off();
  const surroundings = { clock, random: () => 0.5, log: createLog('silent'), timings: TIMINGS };
  const devices = createDevices({ fleet: fleet.value, secrets: lab.secrets, ...surroundings });
  const asked = await devices.ask('PA-EDGE-A', { kind: 'system-info' }, new AbortController().signal);

  const seen = inspect({ devices, fleet }, { depth: 20, showHidden: true, getters: true });
  await devices.close();
  expect(asked.ok).toBe(true);
  expect(leaksIn(seen, [await secret('LAB_PASSWORD'), ...(await keys())])).toEqual([]);
});
