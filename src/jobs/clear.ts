import { devicesOf } from '../model/approval.ts';
import type { DeviceReply } from '../model/device-reply.ts';
import type { RunStep } from '../model/live-run.ts';
import type { PanosCommand } from '../model/panos-command.ts';
import type { RunEnd } from '../store/runs.ts';
import type { Db } from '../store/schema.ts';
import type { ActionOf } from './actions.ts';
import { type Approved, actionOfRun, approvedFor, isSessionOf } from './approved.ts';
import { factsOf } from './facts-of.ts';
import { type Asked, errorReplyOf, failureOf, type Question, replyOf } from './run/ask.ts';
import { askInStep, type Course, waitingStep } from './run/course.ts';
import { recordUnsure } from './run/records.ts';

const NOTHING_THERE = 'There is no such session any more, so nothing is there to clear.';

type ClearAction = ActionOf<'clear-session'> | ActionOf<'clear-sessions'>;

export function clearSteps(): readonly RunStep[] {
  return [
    waitingStep('check', 'Is it still what was approved?'),
    waitingStep('clear', 'Clear'),
    waitingStep('after', 'What is there now'),
  ];
}

/**
 * Clears what was approved, once on each firewall: a session only while it is the case's own and has the start time that
 * was approved (numbers are used again). Whether it worked is read afterwards; the command itself is never sent a second
 * time, not even after a crash that left nobody knowing.
 */
export async function runClear(course: Course): Promise<RunEnd | null> {
  const state = course.step('clear')?.state;
  if (state === 'waiting') {
    const end = await checkAndSend(course);
    if (end !== null || course.step('clear')?.state === 'waiting') return end;
  } else if (state === 'running') {
    const says =
      'Roundtrip was stopped while it cleared. It is not known whether that was done; nothing is sent twice.';
    await course.settle('clear', { state: 'failed', says, also: (tx) => noteUnsure(course, tx) });
  }
  if (course.halted() === 'stopping') return null;
  const action = await actionOf(course);
  if (action !== null) await askInStep(course, 'after', questionsOf(devicesOf(action), readingOf(action)));
  return endOf(course);
}

async function noteUnsure(course: Course, tx: Db): Promise<void> {
  const { options, about, run } = course;
  const { approvalId } = run();
  const action = approvalId === null ? null : ((await options.approvalOf(tx, approvalId))?.action ?? null);
  if (action === null || action.kind === 'capture') return;
  const recording = { run: run(), about, now: options.store.clock.now() };
  await recordUnsure(tx, options, recording, devicesOf(action), [clearCommand(action)]);
}

function endOf(course: Course): RunEnd {
  const step = course.step('clear');
  const cleared = (step?.devices ?? []).filter(({ state }) => state === 'done').map(({ device }) => device);
  const others = course.run().devices.filter((device) => !cleared.includes(device));
  if (cleared.length === 0) {
    return { state: 'failed', says: step?.says ?? `Nothing was cleared on ${others.join(', ')}.` };
  }
  const not = others.length === 0 ? '' : ` Not on ${others.join(', ')}: the steps say why.`;
  return { state: 'done', says: `Cleared on ${cleared.join(', ')}.${not}` };
}

/** Returns how the run ends when nothing was sent; null when something was, and when the run was halted before. */
async function checkAndSend(course: Course): Promise<RunEnd | null> {
  const { options } = course;
  if (course.halted() !== null) return null;
  const allowed = await options.store.db.transaction().execute((tx) => approvedFor(tx, options, course.run()));
  if (!allowed.ok) return refuse(course, allowed.error);
  const { action, flow } = allowed.value;
  if (action.kind === 'capture') return refuse(course, 'What was approved is a capture.');
  const checks = await check(course, { action, flow });
  if (course.halted() !== null) return null;
  const on = checks.filter(({ refused }) => refused === null).map(({ device }) => device);
  if (on.length === 0) return refuse(course, whyNone(checks));
  await send(course, action, on);
  return null;
}

async function actionOf({ options, run }: Course): Promise<ClearAction | null> {
  const action = await actionOfRun(options, run());
  return action === null || action.kind === 'capture' ? null : action;
}

async function refuse(course: Course, why: string): Promise<RunEnd> {
  const says = `Nothing was cleared. ${why}`;
  if (course.step('check')?.state !== 'failed') await course.settle('check', { state: 'failed', says: why });
  return { state: 'failed', says };
}

/** Why nothing must be cleared on a device; null when it may. */
interface Check {
  readonly device: string;
  readonly refused: string | null;
}

function whyNone(checks: readonly Check[]): string {
  return [...new Set(checks.flatMap(({ refused }) => refused ?? []))].join(' ');
}

/** Reads what is there, device by device. */
async function check(course: Course, approved: Approved & { readonly action: ClearAction }): Promise<readonly Check[]> {
  const asked = await course.ask(questionsOf(devicesOf(approved.action), readingOf(approved.action)));
  if (course.halted() !== null) {
    await course.settle('check', { state: 'running', asked });
    return [];
  }
  const checks = asked.map((one) => ({ device: one.device, refused: refusalOf(approved, one) }));
  const devices = checks.map(({ device, refused }) => ({ device, state: 'done' as const, says: refused }));
  const refused = checks.filter((one) => one.refused !== null);
  const state = refused.length === 0 ? 'done' : refused.length === checks.length ? 'failed' : 'part';
  const says = state === 'failed' ? whyNone(checks) : null;
  await course.settle('check', { state, says, asked, devices: says === null ? devices : [] });
  return checks;
}

function refusalOf(approved: Approved & { readonly action: ClearAction }, asked: Asked): string | null {
  const reply = replyOf(asked);
  const said = reply ?? errorReplyOf(asked);
  const gone = said !== null && factsOf(said).some(({ kind }) => kind === 'session-absent');
  return gone ? NOTHING_THERE : (failureOf(asked) ?? differs(approved, reply));
}

function questionsOf(devices: readonly string[], command: PanosCommand): readonly Question[] {
  return devices.map((device) => ({ device, command }));
}

/** Why a session is not the one that was approved; null when it is, and for sessions that are named by their ends. */
function differs(
  { action, flow }: Approved & { readonly action: ClearAction },
  reply: DeviceReply | null,
): string | null {
  if (action.kind === 'clear-sessions' || reply === null) return null;
  const { id, device, startedAt } = action;
  const session = factsOf(reply).find((fact) => fact.kind === 'session-detail');
  if (session === undefined) return `What ${device} printed of session ${id} could not be read.`;
  const start = session.startTime;
  if (start === null || sameBlanks(start) !== sameBlanks(startedAt)) {
    return `Session ${id} on ${device} is another one now: it began at ${start ?? 'an unknown time'}.`;
  }
  return isSessionOf(flow, session) ? null : `Session ${id} on ${device} is not of this case's conversation.`;
}

function sameBlanks(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

async function send(course: Course, action: ClearAction, on: readonly string[]): Promise<void> {
  await course.settle('clear', { state: 'running' });
  if (course.halted() !== null) return course.settle('clear', { state: 'waiting' });
  const asked = await course.ask(questionsOf(on, clearCommand(action)), new AbortController().signal);
  const failures = asked.flatMap((one) => failureOf(one) ?? []);
  const state = failures.length === 0 ? 'done' : failures.length === asked.length ? 'failed' : 'part';
  await course.settle('clear', { state, says: state === 'failed' ? failures.join(' ') : null, asked });
}

/** The one command that clears what was approved. */
export function clearCommand(action: ClearAction): PanosCommand {
  if (action.kind === 'clear-session') return { kind: 'clear-session', id: action.id };
  const { source, destination, destinationPort } = action;
  return { kind: 'clear-sessions', source, destination, destinationPort };
}

function readingOf(action: ClearAction): PanosCommand {
  if (action.kind === 'clear-session') return { kind: 'session-id', id: action.id };
  const { source, destination, destinationPort } = action;
  return { kind: 'session-all', source, destination, destinationPort };
}
