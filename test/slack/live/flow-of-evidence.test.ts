import { afterAll, beforeAll, expect, it } from 'vitest';
import { pasted } from '../scene.ts';
import { type LabBench, startLabBench } from './lab-bench.ts';
import { openThread } from './thread.ts';

let bench: LabBench;
beforeAll(async () => {
  bench = await startLabBench();
});
afterAll(() => bench?.close());

/** A listing with one conversation in it: the case is about that one, though nobody has named it. */
const LISTING = [
  'ID          Application    State   Type Flag  Src[Sport]/Zone/Proto (translated IP[Port])',
  'Vsys                                          Dst[Dport]/Zone (translated IP[Port])',
  '4711        incomplete     ACTIVE  FLOW       10.20.30.41[52144]/users/6  (10.20.30.41[52144])',
  'vsys1                                         10.50.60.10[443]/servers  (10.50.60.10[443])',
].join('\n');

it('what is approved in a case whose conversation only the evidence names runs, and not once it names another', async () => {
  const thread = await openThread(bench, 'flow-of-evidence', '@Roundtrip the shop is slow');
  await thread.say('jo', pasted('PA-EDGE-A', `admin@PA-EDGE-A> show session all\n${LISTING}`));
  await thread.say('priya', '@Roundtrip capture PA-EDGE-A 5 s');
  await thread.press('tomas', 'approval.approve');
  expect((await thread.runs()).map(({ kind, state }) => [kind, state])).toEqual([['capture', 'done']]);

  await thread.say('priya', '@Roundtrip capture PA-EDGE-A 6 s');
  await thread.say('jo', '@Roundtrip 10.20.30.41 10.50.60.99:443');
  expect(await thread.press('tomas', 'approval.approve')).toContain('has changed since');
  expect(await thread.runs()).toHaveLength(1);
});
