import type { LiveRun, RunStep } from '../model/live-run.ts';
import type { RunEnd } from '../store/runs.ts';
import { askInStep, type Course, isSettled, waitingStep } from './run/course.ts';
import { createViews, questionsFor, type Views } from './run/views.ts';
import type { DeviceView } from './sequence/device-view.ts';
import { FOLLOW_UP_ROUNDS, followUp } from './sequence/follow-up.ts';
import { LIVE_SEQUENCE, type SequenceStep } from './sequence/live-sequence.ts';

export function liveSteps(): readonly RunStep[] {
  return LIVE_SEQUENCE.map(({ id, title }) => waitingStep(id, title));
}

/**
 * Asks all firewalls of a run in the order of the live sequence, each step with what the steps before have shown, and
 * then what the next tests of the case still ask of them. A step that was done before a crash is not done again.
 */
export async function runLive(course: Course): Promise<RunEnd | null> {
  const views = await createViews(course);
  for (const step of LIVE_SEQUENCE) {
    if (isSettled(course, step.id)) continue;
    if (course.halted() === null) await runStep(course, views, step);
    if (course.halted() !== null) return null;
  }
  for (let round = 1; round <= FOLLOW_UP_ROUNDS; round += 1) {
    const asked = await runFollowUp(course, views, round);
    if (course.halted() !== null) return null;
    if (!asked) break;
  }
  return endOf(course.run());
}

async function runStep(course: Course, views: Views, step: SequenceStep): Promise<void> {
  await course.settle(step.id, { state: 'running' });
  if (step.pauseBeforeMs !== undefined) await course.wait(step.pauseBeforeMs);
  if (course.halted() !== null) return;
  const seen = await views.now();
  const questions = questionsFor(seen, (view) => step.ask(view));
  const says = wordsOf(seen, step);
  if (questions.length === 0) return course.settle(step.id, { state: 'skipped', says });
  await askInStep(course, step.id, questions, says);
  views.note(questions);
}

function wordsOf(seen: readonly DeviceView[], step: SequenceStep): string | null {
  const words = new Set(seen.flatMap((view) => step.says?.(view) ?? []));
  return words.size === 0 ? null : [...words].join(' ');
}

/** False when the next tests ask nothing more of these firewalls. */
async function runFollowUp(course: Course, views: Views, round: number): Promise<boolean> {
  const id = `follow-up-${round}`;
  if (course.step(id) !== null && isSettled(course, id)) return true;
  const [triage, seen] = [await views.triage(), await views.now()];
  const questions = questionsFor(seen, (view) => followUp(triage, view));
  if (questions.length === 0) return false;
  course.add(id, round === 1 ? 'What the next tests ask' : `What the next tests ask, round ${round}`);
  await course.settle(id, { state: 'running' });
  if (course.halted() !== null) return true;
  await askInStep(course, id, questions);
  views.note(questions);
  return true;
}

/** How many firewalls answered, which did not or not wholly and why, and where answers are missing. */
export function endOf({ devices, steps }: LiveRun): RunEnd {
  const outcomes = steps.flatMap((step) => step.devices);
  const answering = devices.filter((name) => outcomes.some(({ device, state }) => device === name && state === 'done'));
  const why = devices.flatMap((name) => {
    const says = outcomes.find(({ device, says: words }) => device === name && words !== null)?.says ?? null;
    if (says === null) return answering.includes(name) ? [] : [`${name} was asked nothing.`];
    return [says.includes(name) ? says : `${name}: ${says}`];
  });
  const inPart = steps.filter((step) =>
    step.devices.some(({ device, says }) => answering.includes(device) && says !== null),
  );
  const count = `${answering.length} of ${devices.length} ${devices.length === 1 ? 'firewall' : 'firewalls'} answered.`;
  const missing = inPart.length === 0 ? [] : [`Not everything was answered in: ${inPart.map(titleOf).join('; ')}.`];
  return { state: answering.length > 0 ? 'done' : 'failed', says: [count, ...why, ...missing].join(' ') };
}

function titleOf({ title }: RunStep): string {
  return title;
}
