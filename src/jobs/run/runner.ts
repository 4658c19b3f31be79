import type { LiveRun } from '../../model/live-run.ts';
import { caseById } from '../../store/cases.ts';
import { findRun, type RunEnd, takeUpRun } from '../../store/runs.ts';
import { runCapture } from '../capture/run-capture.ts';
import { undoCapture } from '../capture/undo.ts';
import { runClear } from '../clear.ts';
import type { DeskOptions } from '../desk-options.ts';
import { runLive } from '../live.ts';
import type { Job, JobQueue } from '../queue/job-queue.ts';
import { runWatch } from '../watch.ts';
import { type Course, createCourse } from './course.ts';
import type { Halt } from './halt.ts';

/** Runs what the queue hands out, and halts it. */
export interface Runner {
  /** Whether a job is done with, or must be handed out again at the next start. Rejects when the store cannot be asked. */
  handle(job: Job): Promise<'done' | 'again'>;
  /** Looks whether a run has been cancelled meanwhile, and halts it when it was. Does nothing for one that runs elsewhere. */
  look(runId: string): void;
  idle(): Promise<void>;
  /** Halts everything: captures are switched off first. */
  halt(): void;
}

/** While a run of this process still goes on, its switch-off is left to it for so long. */
const UNDO_LATER_SECONDS = 30;
/** The transaction that cancels may end only after the first look. */
const SECOND_LOOK_MS = 1_000;

export function createRunner(options: DeskOptions, queue: JobQueue): Runner {
  const { store, log } = options;
  const going = new Map<string, AbortController>();
  const tasks = new Set<Promise<unknown>>();
  let stopping = false;

  async function handleRun(runId: string): Promise<'done' | 'again'> {
    if (going.has(runId)) return 'done';
    const halting = new AbortController();
    going.set(runId, halting);
    try {
      const [run, about] = await store.db.transaction().execute(async (tx) => {
        const taken = await takeUpRun(tx, runId);
        return [taken, taken === null ? null : await caseById(tx, taken.caseId)] as const;
      });
      if (run === null || about === null) return 'done';
      if (run.cancelledBy !== null) halting.abort('cancelled' satisfies Halt);
      return await finish(createCourse(options, about, run, halting), queue);
    } finally {
      going.delete(runId);
    }
  }

  async function handleUndo(runId: string): Promise<'done' | 'again'> {
    const halting = going.get(runId);
    if (halting === undefined) {
      await undoCapture(options, queue, runId);
      return 'done';
    }
    halting.abort('overdue' satisfies Halt);
    const job = { kind: 'undo', runId } as const;
    await store.db.transaction().execute((tx) => queue.send(tx, job, UNDO_LATER_SECONDS));
    return 'done';
  }

  async function lookNow(runId: string): Promise<void> {
    const run = await findRun(store.db, runId);
    if (run !== null && run.cancelledBy !== null) going.get(runId)?.abort('cancelled' satisfies Halt);
  }

  function track<T>(task: Promise<T>): Promise<T> {
    const known = task.catch((error: unknown) => log.error({ err: error }, 'work on firewalls failed'));
    tasks.add(known);
    void known.then(() => tasks.delete(known));
    return task;
  }

  return {
    handle: async ({ kind, runId }) => {
      if (stopping) return 'again';
      return track(kind === 'run' ? handleRun(runId) : handleUndo(runId));
    },
    look(runId) {
      if (!going.has(runId)) return;
      void track(lookNow(runId));
      store.clock.setTimeout(() => {
        if (going.has(runId)) void track(lookNow(runId));
      }, SECOND_LOOK_MS);
    },
    async idle() {
      while (tasks.size > 0) await Promise.all(tasks);
    },
    halt() {
      stopping = true;
      for (const halting of going.values()) halting.abort('stopping' satisfies Halt);
    },
  };
}

/** Runs a course to its end. `again` when the program stops first. A bug of ours ends the run, so that people are told. */
async function finish(course: Course, queue: JobQueue): Promise<'done' | 'again'> {
  const how = await RUNS[course.run().kind](course, queue).catch((error: unknown): RunEnd => {
    course.options.log.error({ err: error, run: course.run().id }, 'a run failed');
    return { state: 'failed', says: `Roundtrip itself failed here; its log says more under ${course.run().id}.` };
  });
  if (how === null && course.halted() === 'stopping') return 'again';
  await course.end(how ?? { state: 'cancelled', says: 'It was cancelled; what came before is kept.' });
  return 'done';
}

/** Null when it was halted and nothing more is to be said of it. */
const RUNS: Readonly<Record<LiveRun['kind'], (course: Course, queue: JobQueue) => Promise<RunEnd | null>>> = {
  live: unlessOver(runLive),
  watch: unlessOver(runWatch),
  capture: runCapture,
  clear: runClear,
};

/** Long enough for slow firewalls and a restart. Whoever asked may have lost the right to since. */
const OVER_MS = 3_600_000;

/** What only reads has no approval that is looked at again when it is taken up: it is bounded by its age, and its case. */
function unlessOver(run: (course: Course) => Promise<RunEnd | null>): (course: Course) => Promise<RunEnd | null> {
  return async (course) => {
    const why = whyOver(course);
    return why === null ? run(course) : { state: 'failed', says: `${why} No firewall was asked any more.` };
  };
}

function whyOver({ about, options, run }: Course): string | null {
  if (about.status === 'closed') return 'The case was closed before this came to its end.';
  const age = options.store.clock.now() - Date.parse(run().askedAt);
  return age < OVER_MS ? null : 'It was asked for more than an hour ago and did not come to its end.';
}
