import { failureMessage } from '../report/slack/notes.ts';
import type { Db } from '../store/schema.ts';
import { runAction } from './actions/run-action.ts';
import { runCommand } from './commands/run-command.ts';
import { runDeletion, runEdit } from './events/run-change.ts';
import { runMessage } from './events/run-message.ts';
import type { Job } from './job.ts';
import { tell } from './letter.ts';
import { runChanged } from './live/run-changed.ts';
import type { Bot, Plan } from './plan.ts';
import { runShortcut } from './shortcuts/run-shortcut.ts';
import { runSubmission } from './views/run-submission.ts';

/** Does one job. `attempt` counts from 1. */
export async function runJob(bot: Bot, job: Job, attempt: number): Promise<Plan> {
  switch (job.kind) {
    case 'message':
      return runMessage(bot, job, attempt);
    case 'edited':
      return runEdit(bot, job);
    case 'deleted':
      return runDeletion(bot, job);
    case 'command':
      return runCommand(bot, job);
    case 'action':
      return runAction(bot, job);
    case 'shortcut':
      return runShortcut(bot, job);
    case 'submission':
      return runSubmission(bot, job);
    case 'run':
      return runChanged(bot, job);
  }
}

/** Tells the person behind a job that a bug of ours ended it; `reference` is in the log beside the cause. */
export async function apologise(bot: Bot, tx: Db, job: Job, reference: string): Promise<void> {
  if (job.kind === 'deleted') return;
  const responseUrl = 'responseUrl' in job ? job.responseUrl : null;
  const thread = 'thread' in job ? (job.thread ?? ('ts' in job ? job.ts : null)) : null;
  await tell(
    tx,
    { channel: job.channel, user: job.user, responseUrl, thread },
    [failureMessage(reference)],
    bot.clock.now(),
  );
}
