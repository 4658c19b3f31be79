import { afterAll, beforeAll, expect, it } from 'vitest';
import { readable } from '../bench.ts';
import { type LabBench, startLabBench } from './lab-bench.ts';
import { openThread } from './thread.ts';

let bench: LabBench;
beforeAll(async () => {
  bench = await startLabBench();
});
afterAll(() => bench?.close());

it('nothing more is shown, and the run is stopped, once the channel is shared with another organisation', async () => {
  const thread = await openThread(bench, 'shared-meanwhile');
  bench.pauses.hold();
  await thread.say('priya', '@Roundtrip live');
  const before = thread.told().length;

  bench.room.control.shareChannel('shared-meanwhile');
  bench.pauses.release();
  await bench.settle();

  const [run] = await thread.runs();
  expect(run?.state).toBe('cancelled');
  expect(thread.told().slice(before)).toEqual([]);
  expect(
    thread
      .shown()
      .map(({ text }) => text)
      .join(),
  ).toContain('Asking the firewalls');
  expect(
    thread
      .shown()
      .map(({ text }) => text)
      .join(),
  ).not.toContain('were asked');
  const told = bench.room.control.ephemerals('priya').map(readable);
  expect(told.filter((text) => text.includes('is shared with another organisation now'))).toHaveLength(1);
});
