import type { LiveRun, RunKind, RunStep } from '../model/live-run.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import { caseById } from '../store/cases.ts';
import { addRun, askToCancel, endRun, unendedRun, unendedRuns } from '../store/runs.ts';
import type { Db } from '../store/schema.ts';
import { leftOn } from './capture/in-use.ts';
import { captureSteps } from './capture/run-capture.ts';
import { clearSteps } from './clear.ts';
import type { LiveDesk, RunOrder } from './desk.ts';
import type { DeskOptions } from './desk-options.ts';
import { liveSteps } from './live.ts';
import { createBossQueue } from './queue/boss-queue.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { entryOf } from './run/records.ts';
import { createRunner } from './run/runner.ts';
import { tooMany } from './too-many.ts';
import { watchSteps } from './watch.ts';

const STEPS: Readonly<Record<RunKind, () => readonly RunStep[]>> = {
  live: liveSteps,
  watch: watchSteps,
  capture: captureSteps,
  clear: clearSteps,
};

/**
 * Opens the desk and goes on with what was being run when the program last ended. Rejects when the database cannot be
 * used. The caller keeps `options.devices` open until `stop` has resolved.
 */
export async function openDesk(options: DeskOptions): Promise<LiveDesk> {
  const queue = options.queue ?? createBossQueue(options.store.db, options.log);
  const runner = createRunner(options, queue);
  await queue.start((job) => runner.handle(job));
  await options.store.db.transaction().execute((tx) => takeUpAgain(tx, queue));
  return {
    fleet: options.fleet,
    begin: (tx, order, now) => begin(options, queue, tx, order, now),
    async cancel(tx, runId, by, now) {
      const cancelled = await cancel(options, tx, runId, by, now);
      if (cancelled) runner.look(runId);
      return cancelled;
    },
    idle: () => runner.idle(),
    async stop() {
      runner.halt();
      await queue.stop();
      await runner.idle();
    },
  };
}

/**
 * A job for everything that is not over, whether or not it still has one: a run that nobody takes up would keep its case
 * from another for ever. A second job for the same run finds it being run, or ended, and does nothing.
 */
async function takeUpAgain(tx: Db, queue: JobQueue): Promise<void> {
  for (const runId of await unendedRuns(tx)) await queue.send(tx, { kind: 'run', runId }, 0);
  for (const runId of await leftOn(tx)) await queue.send(tx, { kind: 'undo', runId }, 0);
}

async function begin(
  options: DeskOptions,
  queue: JobQueue,
  tx: Db,
  order: RunOrder,
  now: number,
): Promise<Result<LiveRun>> {
  const about = await caseById(tx, order.caseId);
  if (about === null) return fail({ code: 'no-case', message: `There is no case ${order.caseId}.` });
  const unknown = order.devices.filter((name) => !options.fleet.devices.some((device) => device.name === name));
  const [first] = unknown;
  if (first !== undefined || order.devices.length === 0) return fail(notInFleet(first));
  const many = tooMany(order.devices);
  if (many !== null) return fail(many);
  const run = await addRun(tx, { ...order, steps: STEPS[order.kind]() }, now);
  if (run === null) return fail(await inTheWay(tx, order));
  const asked = { event: 'run-asked', outcome: `${order.kind} on ${order.devices.join(', ')}` } as const;
  await options.audit(tx, { ...entryOf({ run, about, now }), ...asked });
  await queue.send(tx, { kind: 'run', runId: run.id }, 0);
  await options.announce(tx, run);
  return ok(run);
}

function notInFleet(name: string | undefined): Problem {
  if (name === undefined) return { code: 'no-device', message: 'No firewall is named.', todo: 'Name at least one.' };
  return { code: 'no-device', message: `${name} is not in the fleet file.`, todo: 'Name a firewall that is.' };
}

async function inTheWay(tx: Db, { caseId, kind }: RunOrder): Promise<Problem> {
  const other = await unendedRun(tx, caseId, kind);
  if (other === null) {
    return { code: 'approval-used', message: 'This approval has been used.', todo: 'Ask for a new one.' };
  }
  return {
    code: 'run-going',
    message: `${other.id} of this case is still going on.`,
    todo: 'Wait for it, or cancel it first.',
  };
}

/** One that nobody has taken up yet ends at once; one that is going ends when whoever runs it sees the word. */
async function cancel(options: DeskOptions, tx: Db, runId: string, by: string, now: number): Promise<boolean> {
  const run = await askToCancel(tx, runId, by);
  if (run === null) return false;
  const about = await caseById(tx, run.caseId);
  if (about === null) return false;
  await options.audit(tx, {
    ...entryOf({ run, about, now }),
    who: by,
    event: 'run-cancelled',
    outcome: 'asked to end',
  });
  if (run.state !== 'waiting') return true;
  const steps = run.steps.map((step) => ({ ...step, state: 'skipped' }) as const);
  const says = 'It was cancelled before it began.';
  const ended = await endRun(tx, runId, { state: 'cancelled', says }, steps, now);
  if (ended === null) return true;
  await options.audit(tx, { ...entryOf({ run, about, now }), event: 'run-ended', outcome: says });
  await options.announce(tx, ended);
  return true;
}
