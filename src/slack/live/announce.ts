import { randomUUID } from 'node:crypto';
import type { LiveRun } from '../../model/live-run.ts';
import { caseById } from '../../store/cases.ts';
import { receiveIn } from '../../store/inbox.ts';
import type { Db } from '../../store/schema.ts';
import { type Job, threadLane } from '../job.ts';

/**
 * Puts what a run has come to behind everything else that its thread waits for, so that it is shown in order and after
 * a crash as well. Nothing is announced of a run whose case is gone.
 */
export async function announce(tx: Db, run: LiveRun, now: number): Promise<void> {
  const about = await caseById(tx, run.caseId);
  if (about === null) return;
  const { team, channel, thread } = about;
  const ended = run.endedAt !== null;
  const job: Job = { kind: 'run', team, channel, user: run.askedBy, thread, caseId: about.id, runId: run.id, ended };
  const lane = threadLane(channel, thread ?? about.id);
  await receiveIn(tx, { lane, job, keys: [`run:${run.id}:${randomUUID()}`] }, now);
}
