import { caseById } from '../../store/cases.ts';
import { findRun, restateRun } from '../../store/runs.ts';
import type { DeskOptions } from '../desk-options.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { createCourse } from '../run/course.ts';
import { mustBeUndone } from './in-use.ts';
import { actionOf } from './run-capture.ts';
import { removeFiles, switchOffWhatIsLeft } from './switch-off.ts';

/** Switches off what a capture has left on, when its run could not. Does nothing when all is off already. */
export async function undoCapture(options: DeskOptions, queue: JobQueue, runId: string): Promise<void> {
  const { db } = options.store;
  const [run, about] = await db.transaction().execute(async (tx) => {
    const found = await findRun(tx, runId);
    return [found, found === null ? null : await caseById(tx, found.caseId)] as const;
  });
  if (run === null || about === null || !mustBeUndone(run)) return;
  const course = createCourse(options, about, run, new AbortController());
  const action = await actionOf(course);
  if (action === null) return;
  if (!(await switchOffWhatIsLeft(course, queue, action))) return;
  const off = course.step('off')?.says ?? '';
  await restateRun(db, runId, `Capture and filter could be switched off on ${action.device} only later. ${off}`.trim());
  await removeFiles(course, action);
}
