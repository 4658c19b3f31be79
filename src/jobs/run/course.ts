import type { Case } from '../../model/case.ts';
import type { DeviceOutcome, LiveRun, RunStep } from '../../model/live-run.ts';
import { COMMAND_RISK } from '../../model/panos-command.ts';
import { endRun, keepSteps, type RunEnd } from '../../store/runs.ts';
import type { Db } from '../../store/schema.ts';
import type { DeskOptions } from '../desk-options.ts';
import { type Asked, type Asking, createAsking, outcomesOf, type Question, stateOf } from './ask.ts';
import { type Halt, haltOf, waitFor } from './halt.ts';
import { entryOf, type Fetched, recordAsked, recordFetched } from './records.ts';

/** What one step has come to. `asked` and `fetched` are kept with it, in the same transaction. */
export interface StepChange {
  readonly state: RunStep['state'];
  readonly says?: string | null;
  readonly asked?: readonly Asked[];
  /** How the devices fared, when it is more than `asked` tells. */
  readonly devices?: readonly DeviceOutcome[];
  readonly fetched?: readonly Fetched[];
  /** Not worth a word to people: nothing is announced. */
  readonly quiet?: boolean;
  /** Anything else that is to be true exactly when this is. */
  readonly also?: (tx: Db) => Promise<void>;
}

/** One run while it is being run: its steps as they stand, and the ways to go further. */
export interface Course {
  readonly options: DeskOptions;
  readonly about: Case;
  readonly signal: AbortSignal;
  run(): LiveRun;
  /** Why it must not go on; null while it may. */
  halted(): Halt | null;
  step(id: string): RunStep | null;
  /** Adds a step that was not foreseen, behind the last. Nothing happens when there is one of that id. */
  add(id: string, title: string): void;
  /**
   * Puts the questions to their devices. `signal` replaces the run's own, for what must be done after a halt. Throws when
   * a run without an approval would do more than read: whatever chose the question, that never reaches a device.
   */
  ask(questions: readonly Question[], signal?: AbortSignal): Promise<readonly Asked[]>;
  /** Writes what a step has come to, with its evidence and its entries in the audit, and announces it: all or nothing. */
  settle(stepId: string, change: StepChange): Promise<void>;
  /** Waits on the clock; a halt ends it early. */
  wait(ms: number): Promise<void>;
  end(how: RunEnd): Promise<void>;
}

/** Makes the course of a run that was taken up. `halt` aborts its signal when the database says that it is cancelled. */
export function createCourse(
  options: DeskOptions,
  about: Case,
  taken: LiveRun,
  halting: AbortController,
  asking: Asking = createAsking(options.devices),
): Course {
  const { db, clock } = options.store;
  const { signal } = halting;
  let run = taken;

  function changed(stepId: string, change: StepChange, said: readonly string[]): readonly RunStep[] {
    return run.steps.map((step) => (step.id === stepId ? { ...step, ...resultOf(change, said) } : step));
  }

  return {
    options,
    about,
    signal,
    run: () => run,
    halted: () => haltOf(signal),
    step: (id) => run.steps.find((step) => step.id === id) ?? null,
    add(id, title) {
      if (run.steps.some((step) => step.id === id)) return;
      run = { ...run, steps: [...run.steps, waitingStep(id, title)] };
    },
    ask(questions, other) {
      const acting = questions.find(({ command }) => COMMAND_RISK[command.kind] !== 'read');
      if (acting !== undefined && run.approvalId === null) {
        throw new Error(`${run.id} may only read, and would have sent ${acting.command.kind}`);
      }
      return asking.ask(questions, other ?? signal);
    },
    async settle(stepId, change) {
      const now = clock.now();
      run = await db.transaction().execute(async (tx) => {
        const recording = { run, about, stepId, now };
        const dropped = [
          ...(await recordAsked(tx, options, recording, change.asked ?? [])),
          ...(await recordFetched(tx, recording, change.fetched ?? [])),
        ];
        await change.also?.(tx);
        const written = await keepSteps(tx, run.id, changed(stepId, change, dropped));
        if (change.quiet !== true) await options.announce(tx, written);
        return written;
      });
      if (change.quiet !== true) options.onAnnounced();
      if (run.cancelledBy !== null) halting.abort('cancelled' satisfies Halt);
    },
    wait: (ms) => waitFor(clock, ms, signal),
    async end(how) {
      const now = clock.now();
      const ended = await db.transaction().execute(async (tx) => {
        const written = await endRun(tx, run.id, how, run.steps.map(leftOut), now);
        if (written === null) return null;
        await options.audit(tx, { ...entryOf({ run, about, now }), event: 'run-ended', outcome: how.says });
        await options.announce(tx, written);
        return written;
      });
      if (ended === null) return;
      run = ended;
      options.onAnnounced();
    },
  };
}

function resultOf({ state, says, asked, devices }: StepChange, said: readonly string[]): Partial<RunStep> {
  const words = [...(says == null ? [] : [says]), ...said].join(' ');
  return {
    state,
    ...(says === undefined && said.length === 0 ? {} : { says: words === '' ? null : words }),
    ...(asked === undefined ? {} : { devices: outcomesOf(asked) }),
    ...(devices === undefined ? {} : { devices }),
  };
}

/** A step that has not been done when its run ends never will be. */
function leftOut(step: RunStep): RunStep {
  return step.state === 'waiting' || step.state === 'running' ? { ...step, state: 'skipped' } : step;
}

/** True for a step that has come to its end, whatever end that was. */
export function isSettled(course: Course, id: string): boolean {
  const state = course.step(id)?.state;
  return state !== 'waiting' && state !== 'running';
}

export function waitingStep(id: string, title: string): RunStep {
  return { id, title, state: 'waiting', devices: [], says: null };
}

/** Asks, and settles a step by how it went. Returns the answers; the step stays open when the program is stopping. */
export async function askInStep(
  course: Course,
  stepId: string,
  questions: readonly Question[],
  says: string | null = null,
): Promise<readonly Asked[]> {
  const asked = await course.ask(questions);
  const stopping = course.halted() === 'stopping';
  await course.settle(stepId, { state: stopping ? 'running' : stateOf(outcomesOf(asked), asked), says, asked });
  return asked;
}
