import type { RunStep } from '../../model/live-run.ts';
import type { RunEnd } from '../../store/runs.ts';
import type { Db } from '../../store/schema.ts';
import type { ActionOf } from '../actions.ts';
import { actionOfRun, approvedFor } from '../approved.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { failureOf, replyOf } from '../run/ask.ts';
import { type Course, isSettled, waitingStep } from '../run/course.ts';
import { recordUnsure } from '../run/records.ts';
import { FILTERED_COUNTERS, switchOn } from './commands.ts';
import { fetchStages } from './fetch.ts';
import { captureInTheWay, inUse } from './in-use.ts';
import { removeFiles, switchOff, switchOffWhatIsLeft } from './switch-off.ts';

export function captureSteps(): readonly RunStep[] {
  return [
    waitingStep('look', 'Is packet diagnosis free?'),
    waitingStep('on', 'Filter and capture on'),
    waitingStep('wait', 'Capture'),
    waitingStep('off', 'Capture and filter off'),
    waitingStep('fetch', 'Fetch what was captured'),
    waitingStep('delete', 'Remove the files from the firewall'),
  ];
}

const SECONDS_AT_MOST = 60;
/** How long after the capture should have ended the queue switches it off, when nothing else has. */
const MARGIN_SECONDS = 60;

/**
 * Captures packets of the flow on one device, in the vendor's order (KB kA10g000000ClTJCA0): look first, clear, match,
 * filter on, stages, capture on, wait, off, clear, fetch, delete. A filter of somebody else stops it before anything
 * is touched. Before the first switch a job that switches off is queued, for the case that this process dies.
 */
export async function runCapture(course: Course, queue: JobQueue): Promise<RunEnd | null> {
  const { options } = course;
  if (!isBegun(course)) {
    const allowed = await options.store.db.transaction().execute((tx) => approvedFor(tx, options, course.run()));
    if (!allowed.ok) return refuse(course, allowed.error);
    const { action } = allowed.value;
    if (action.kind !== 'capture') return refuse(course, 'What was approved is not a capture.');
    const why = await look(course, action);
    if (why !== null) return refuse(course, why);
    if (course.halted() !== null) return null;
    return begin(course, queue, action);
  }
  const action = await actionOf(course);
  if (action === null) return { state: 'failed', says: 'The approval of this capture is gone.' };
  if (course.step('on')?.state === 'running') await noteUnsure(course, action);
  return goOn(course, queue, action);
}

/** Each switch is written down after it was sent: of the process that died the last one may be missing. */
async function noteUnsure(course: Course, action: ActionOf<'capture'>): Promise<void> {
  const { options, about, run } = course;
  const recording = { run: run(), about, now: options.store.clock.now() };
  const commands = switchOn(run(), action);
  const also = (tx: Db) => recordUnsure(tx, options, recording, [action.device], commands);
  await course.settle('on', { state: 'failed', says: 'It was interrupted.', quiet: true, also });
}

function isBegun(course: Course): boolean {
  return course.step('on')?.state !== 'waiting';
}

/** What a capture was approved to do; null when its approval is gone. */
export async function actionOf({ options, run }: Course): Promise<ActionOf<'capture'> | null> {
  const action = await actionOfRun(options, run());
  return action?.kind === 'capture' ? action : null;
}

async function refuse(course: Course, why: string): Promise<RunEnd> {
  if (course.step('look')?.state !== 'failed') await course.settle('look', { state: 'failed', says: why });
  return { state: 'failed', says: `Nothing was captured, and nothing was changed. ${why}` };
}

/** Returns why it must not begin; null when it may. */
async function look(course: Course, { device }: ActionOf<'capture'>): Promise<string | null> {
  const { db } = course.options.store;
  const other = await db.transaction().execute((tx) => captureInTheWay(tx, course.run(), device));
  if (other !== null) return `${device} is still being captured on, or not switched off yet, by ${other.id}.`;
  const asked = await course.ask([{ device, command: { kind: 'packet-diag-setting' } }]);
  const reply = replyOf(asked[0]);
  const why = reply === null ? failureOf(asked[0]) : inUse(reply);
  if (course.halted() !== null) {
    await course.settle('look', { state: 'running', asked });
    return null;
  }
  await course.settle('look', { state: why === null ? 'done' : 'failed', says: why, asked });
  return why;
}

async function begin(course: Course, queue: JobQueue, action: ActionOf<'capture'>): Promise<RunEnd | null> {
  const seconds = Math.min(action.seconds, SECONDS_AT_MOST);
  const undo = { kind: 'undo', runId: course.run().id } as const;
  await course.settle('on', { state: 'running', also: (tx) => queue.send(tx, undo, seconds + MARGIN_SECONDS) });
  try {
    if (course.halted() === null) await capture(course, action, seconds);
  } finally {
    await switchOff(course, queue, action);
  }
  return goOn(course, queue, action);
}

async function capture(course: Course, action: ActionOf<'capture'>, seconds: number): Promise<void> {
  const { device } = action;
  for (const command of switchOn(course.run(), action)) {
    const asked = await course.ask([{ device, command }]);
    const last = command === FILTERED_COUNTERS;
    const why = failureOf(asked[0]);
    const failed = why !== null && !last;
    const state = failed ? 'failed' : last ? 'done' : 'running';
    await course.settle('on', { state, says: why, asked, quiet: state === 'running' });
    if (failed || course.halted() !== null) return;
  }
  await course.settle('wait', { state: 'running', says: `Capturing for ${seconds} s.` });
  await course.wait(seconds * 1000);
  if (course.halted() !== null) return;
  const asked = await course.ask([{ device, command: FILTERED_COUNTERS }]);
  await course.settle('wait', { state: 'done', says: failureOf(asked[0]) ?? `Captured for ${seconds} s.`, asked });
}

/** From a capture that is over, or that a process which died has left. */
async function goOn(course: Course, queue: JobQueue, action: ActionOf<'capture'>): Promise<RunEnd | null> {
  if (!isSettled(course, 'off')) await switchOffWhatIsLeft(course, queue, action);
  const off = course.step('off')?.state === 'done';
  const captured = course.step('wait')?.state === 'done';
  if (captured && off && !isSettled(course, 'fetch') && course.halted() === null) await fetchStages(course, action);
  if (course.halted() === 'stopping' && captured && off) return null;
  if (off) await removeFiles(course, action);
  const cancelled = course.halted() === 'cancelled';
  const state = !off || !(captured || cancelled) ? 'failed' : cancelled ? 'cancelled' : 'done';
  return { state, says: `${endOf(course, action)} ${course.step('off')?.says ?? ''}`.trim() };
}

function endOf(course: Course, { device }: ActionOf<'capture'>): string {
  if (course.halted() === 'cancelled') return `The capture on ${device} was cancelled.`;
  const fetched = course.step('fetch');
  if (fetched?.state === 'done') return `Packets of the conversation on ${device} were captured and read.`;
  if (course.step('wait')?.state === 'done') {
    return `Packets were captured on ${device}, and not all could be read. ${fetched?.says ?? ''}`.trim();
  }
  const why = course.step('on')?.state === 'failed' ? (course.step('on')?.says ?? '') : 'It was interrupted.';
  return `The capture on ${device} did not come about. ${why}`;
}
