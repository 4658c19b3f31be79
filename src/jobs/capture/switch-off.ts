import type { ActionOf } from '../actions.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { failureOf, replyOf } from '../run/ask.ts';
import type { Course } from '../run/course.ts';
import { deleteFiles, SWITCH_OFF } from './commands.ts';
import { isOthers } from './in-use.ts';

/**
 * When a device did not answer, it is asked again until it does: first after half a minute, and less and less often
 * the longer it is gone. A firewall that never comes back must not fill the audit.
 */
const AGAIN_SECONDS = { first: 30, most: 3_600, share: 0.25 } as const;

function againAfter({ run, options }: Course): number {
  const waited = (options.store.clock.now() - Date.parse(run().askedAt)) / 1000;
  return Math.min(AGAIN_SECONDS.most, Math.max(AGAIN_SECONDS.first, Math.round(waited * AGAIN_SECONDS.share)));
}

/**
 * Switches capture and filter off and clears them, whether or not the run was halted. When the device does not answer,
 * a job to try again is queued with the word that it did not. True when it is off.
 */
export async function switchOff(course: Course, queue: JobQueue, action: ActionOf<'capture'>): Promise<boolean> {
  const { device } = action;
  const asked = await course.ask(
    SWITCH_OFF.map((command) => ({ device, command })),
    new AbortController().signal,
  );
  const why = asked.map(failureOf).find((failure) => failure !== null) ?? null;
  if (why === null) {
    await course.settle('off', { state: 'done', says: `Nothing is left switched on on ${device}.`, asked });
    return true;
  }
  const says = `Capture and filter could not be switched off on ${device}: ${why} It is tried again until it works.`;
  await course.settle('off', {
    state: 'failed',
    says,
    asked,
    quiet: course.step('off')?.state === 'failed',
    also: (tx) => queue.send(tx, { kind: 'undo', runId: course.run().id }, againAfter(course)),
  });
  return false;
}

/**
 * The same for what a run has left behind that nobody watched since. When the filters that are set up now are of
 * somebody else, ours are gone, and theirs are not touched.
 */
export async function switchOffWhatIsLeft(
  course: Course,
  queue: JobQueue,
  action: ActionOf<'capture'>,
): Promise<boolean> {
  const { device } = action;
  const looking = { device, command: { kind: 'packet-diag-setting' } } as const;
  const asked = await course.ask([looking], new AbortController().signal);
  const reply = replyOf(asked[0]);
  if (reply === null || !isOthers(reply, action)) return switchOff(course, queue, action);
  const says = `Filters of somebody else are set up on ${device} now, so those of this run are gone; nothing was touched.`;
  await course.settle('off', { state: 'done', says, asked });
  return true;
}

/** Takes the files off the device; a stage that saw no packet has none, so what fails here is only told. */
export async function removeFiles(course: Course, action: ActionOf<'capture'>): Promise<void> {
  const { device } = action;
  const commands = deleteFiles(course.run(), action);
  const asked = await course.ask(
    commands.map((command) => ({ device, command })),
    new AbortController().signal,
  );
  const left = asked.filter((one) => failureOf(one) !== null);
  const says =
    left.length === 0
      ? null
      : `${left.length} of ${asked.length} files could not be removed; a stage without packets has none.`;
  await course.settle('delete', { state: left.length === asked.length ? 'failed' : 'done', says, asked });
}
