import { expect, it } from 'vitest';
import { createAsking, failureOf } from '../../../src/jobs/run/ask.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import { scriptedDevices } from '../support/scripted-devices.ts';

const LONG = 'x'.repeat(7_000_000);

/** Five questions to one device that answers each of them with seven megabytes. */
async function askedLongAnswers(command: PanosCommand) {
  const devices = scriptedDevices(() => 0);
  devices.rule(() => LONG);
  const questions = Array.from({ length: 5 }, () => ({ device: 'PA-A', command }));
  const asked = await createAsking(devices).ask(questions, new AbortController().signal);
  return { devices, asked };
}

it('a device whose answers are too long is not asked more in this step, and that is said', async () => {
  const { devices, asked } = await askedLongAnswers({ kind: 'session-info' });
  expect(devices.asked).toHaveLength(2);
  expect(asked.map(failureOf).slice(2)).toEqual(Array(3).fill('PA-A was not asked more: its answers are too long.'));
});

it('what switches something off is sent all the same', async () => {
  const { devices } = await askedLongAnswers({ kind: 'capture', on: false });
  expect(devices.asked).toHaveLength(5);
});
