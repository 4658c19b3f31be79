import { expect, test } from 'vitest';
import type { LiveRun, RunStep } from '../../../src/model/live-run.ts';
import { runMessage, titleOf } from '../../../src/report/slack/run.ts';
import { watchMessages } from '../../../src/report/slack/watch.ts';
import { CASE, BYPASS_CONFIRMED as TRIAGE } from '../../support/triage-sample.ts';
import { readable, refusalOf } from './accepted.ts';

const STEP: RunStep = { id: 'sessions', title: 'Sessions of the flow', state: 'waiting', devices: [], says: null };
const RUN: LiveRun = {
  id: 'run-7',
  caseId: CASE.id,
  kind: 'live',
  devices: ['PA-EDGE-A', 'PA-EDGE-B'],
  askedBy: 'U0ANARUIZ1',
  approvalId: null,
  state: 'running',
  steps: [],
  askedAt: '2026-11-10T09:30:00.000Z',
  endedAt: null,
  cancelledBy: null,
  says: null,
};

function shown(run: LiveRun): string {
  return readable(runMessage(CASE, run).blocks).join('');
}

test('each step shows how far it is, and a device that failed is named with what it said', () => {
  const text = shown({
    ...RUN,
    steps: [
      { ...STEP, title: 'Who they are', state: 'done', says: '2 firewalls' },
      {
        ...STEP,
        state: 'part',
        devices: [
          { device: 'PA-EDGE-A', state: 'done', says: null },
          { device: 'PA-EDGE-B', state: 'failed', says: 'It did not answer within 20 seconds.' },
        ],
      },
      { ...STEP, title: 'Counters', state: 'running' },
      { ...STEP, title: 'Routes' },
    ],
  });
  expect(text).toMatch(/✓ +Who they are +– 2 firewalls/);
  expect(text).toMatch(/◐ +Sessions of the flow/);
  expect(text).toContain('PA-EDGE-B: It did not answer within 20 seconds.');
  expect(text).not.toContain('PA-EDGE-A:');
  expect(text).toMatch(/▸ +Counters/);
  expect(text).toMatch(/· +Routes/);
});

test('it can be stopped while it goes, and not when it is over', () => {
  const stop = (run: LiveRun) => JSON.stringify(runMessage(CASE, run).blocks).includes('case.stop');
  expect(stop(RUN)).toBe(true);
  expect(stop({ ...RUN, state: 'done', endedAt: '2026-11-10T09:31:00.000Z' })).toBe(false);
});

test('after sessions were cleared the flow can be watched', () => {
  const ended = { ...RUN, kind: 'clear', state: 'done', endedAt: '2026-11-10T09:31:00.000Z' } as const;
  expect(JSON.stringify(runMessage(CASE, ended).blocks)).toContain('case.watch');
  expect(JSON.stringify(runMessage(CASE, { ...ended, state: 'failed' }).blocks)).not.toContain('case.watch');
});

test.each([
  [RUN, 'Asking the firewalls'],
  [{ ...RUN, cancelledBy: 'U0PRIYANA1' }, 'Asking the firewalls: stopping'],
  [{ ...RUN, state: 'cancelled' }, 'Asking the firewalls: stopped'],
  [{ ...RUN, state: 'failed', kind: 'capture' }, 'Capturing packets: failed'],
  [{ ...RUN, state: 'done' }, 'The firewalls were asked'],
] as const)('a run says in its title how it stands', (run, title) => {
  expect(titleOf(run)).toBe(title);
});

test('hostile words of a device stay text, however many there are', () => {
  const says = '<!channel> <https://example.com|click> ``` '.repeat(200);
  const devices = Array.from({ length: 40 }, (_, index) => ({ device: `FW-${index}`, state: 'failed' as const, says }));
  const steps = Array.from({ length: 16 }, () => ({ ...STEP, state: 'failed' as const, devices, says }));
  const message = runMessage(CASE, { ...RUN, steps });
  expect(refusalOf(message)).toBeNull();
  expect(JSON.stringify(message.blocks)).toContain('case.stop');
});

test('a watch says whether the flow works since the fix, and which item does not hold', () => {
  const { diagnosis } = TRIAGE;
  const since = { fixedAt: '2026-11-10T09:30:00.000Z', was: 'return-path-bypass', state: 'still-broken' } as const;
  const view = { case: CASE, triage: { ...TRIAGE, diagnosis: { ...diagnosis, since } }, ticks: [] };
  const text = readable(watchMessages(view).flatMap(({ blocks }) => blocks)).join(' ');
  expect(text).toContain('It still fails.');
  expect(text).toMatch(/\d+ items of the checklist do not hold yet|One item of the checklist does not hold yet/);
});

test('a watch without a fix says that it proves nothing', () => {
  const view = { case: CASE, triage: { ...TRIAGE, diagnosis: { ...TRIAGE.diagnosis, since: null } }, ticks: [] };
  expect(readable(watchMessages(view).flatMap(({ blocks }) => blocks)).join(' ')).toContain('No fix was reported');
});
