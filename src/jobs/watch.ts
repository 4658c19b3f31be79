import type { RunStep } from '../model/live-run.ts';
import { fail, ok } from '../model/result.ts';
import type { RunEnd } from '../store/runs.ts';
import { endOf } from './live.ts';
import { type Asked, outcomesOf, type Question, stateOf } from './run/ask.ts';
import { type Course, waitingStep } from './run/course.ts';
import { createViews, questionsFor } from './run/views.ts';
import { WATCH_EVERY_MS, WATCH_FOR_MS, watchNewcomers, watchSample } from './sequence/watch.ts';

const STEP = 'samples';
const SAMPLES = WATCH_FOR_MS / WATCH_EVERY_MS + 1;

export function watchSteps(): readonly RunStep[] {
  return [waitingStep(STEP, 'Both directions of the flow, again and again')];
}

/**
 * Reads the flow's sessions and the counters in even intervals, after a fix. Every reading is kept as evidence with its
 * time, so that the growth of each direction can be drawn from it. After a crash the watch begins anew: a gap in it
 * would show as one long interval.
 */
export async function runWatch(course: Course): Promise<RunEnd | null> {
  const views = await createViews(course);
  const { clock } = course.options.store;
  const began = clock.now();
  const all: Asked[] = [];
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    const says = `Sample ${sample} of ${SAMPLES}.`;
    await course.wait(Math.max(0, began + (sample - 1) * WATCH_EVERY_MS - clock.now()));
    for (const choose of [watchSample, watchNewcomers]) {
      if (course.halted() !== null) return null;
      all.push(...(await take(course, questionsFor(await views.now(), choose), says, views.note)));
    }
  }
  if (course.halted() !== null) return null;
  const devices = outcomesOf(all);
  const seconds = WATCH_FOR_MS / 1000;
  await course.settle(STEP, { state: stateOf(devices, all), says: `${SAMPLES} samples in ${seconds} s.`, devices });
  return endOf(course.run());
}

async function take(
  course: Course,
  questions: readonly Question[],
  says: string,
  note: (questions: readonly Question[]) => void,
): Promise<readonly Asked[]> {
  if (questions.length === 0) return [];
  const asked = await course.ask(questions);
  note(questions);
  await course.settle(STEP, { state: 'running', says, asked });
  return asked.map(withoutText);
}

/** How a question fared, without the reply: hundreds of long ones would be held until the watch ends. */
function withoutText(asked: Asked): Asked {
  const { result } = asked;
  if (result === null) return asked;
  if (result.ok) return { ...asked, result: ok({ ...result.value, text: '' }) };
  return { ...asked, result: fail({ ...result.error, reply: null }) };
}
