import { approvalEntry } from '../../access/approval/audited.ts';
import { judgeClick } from '../../access/approval/judge-click.ts';
import { appendAudit } from '../../access/audit/append.ts';
import { decide } from '../../access/decide.ts';
import type { Decision } from '../../model/access.ts';
import { type Approval, devicesOf } from '../../model/approval.ts';
import type { Asker } from '../../model/asker.ts';
import type { Case } from '../../model/case.ts';
import { fail, ok, type Problem, type Result } from '../../model/result.ts';
import type { ApprovalAction } from '../../report/slack/actions.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { findApproval } from '../../store/approvals.ts';
import { findCase } from '../../store/cases.ts';
import type { Db } from '../../store/schema.ts';
import { askerOf } from '../asker.ts';
import { standOf } from '../case/approval-post.ts';
import { showingOf } from '../case/show.ts';
import type { JobOf } from '../job.ts';
import { tell } from '../letter.ts';
import { type Bot, commit, type Plan } from '../plan.ts';
import { carryOut } from './carry-out-decision.ts';

type Pressed = JobOf<'action'>;

/** Who presses and who asked, as Slack says at the click; a Problem when it does not say. */
interface Askers {
  readonly clicker: Result<Asker>;
  readonly requester: Result<Asker>;
}

/**
 * Approve or Deny was pressed. Slack is asked anew who presses and who had asked; everything else is judged in the
 * transaction that writes the decision. A refusal is told to whoever pressed, and kept in the audit as everything is.
 */
export async function decideApproval(bot: Bot, job: Pressed, action: ApprovalAction): Promise<Plan> {
  const requested = await findApproval(bot.db, action.approvalId);
  const askers = await askersOf(bot, job, requested);
  return commit(async (tx) => {
    const problem = await click(bot, tx, job, action, askers);
    if (problem === null) return;
    const { channel, user, responseUrl, thread } = job;
    await tell(tx, { channel, user, responseUrl, thread }, [problemMessage(problem)], bot.clock.now());
  });
}

async function askersOf(bot: Bot, job: Pressed, requested: Approval | null): Promise<Askers> {
  const clicker = await askerOf(bot, job);
  const requester =
    requested === null || requested.requestedBy === job.user
      ? clicker
      : await askerOf(bot, { team: job.team, channel: job.channel, user: requested.requestedBy });
  return { clicker, requester };
}

async function click(
  bot: Bot,
  tx: Db,
  job: Pressed,
  { id, approvalId }: ApprovalAction,
  askers: Askers,
): Promise<Problem | null> {
  const now = bot.clock.now();
  const found = await findHere(tx, job, approvalId);
  if (!found.ok) {
    const refused = { who: job.user, channel: job.channel, outcome: found.error.message, now };
    await appendAudit(tx, approvalEntry(null, { event: 'approval-refused', ...refused }));
    return found.error;
  }
  const { about, approval } = found.value;
  const teller = { channel: job.channel, user: job.user, responseUrl: job.responseUrl };
  const showing = showingOf(bot, { tx, about, teller });
  const judgement = judgeClick({
    approval,
    pressed: id === 'approval.approve' ? 'approve' : 'deny',
    clicker: job.user,
    authority: {
      clicker: authorityOf(bot, approval, askers.clicker, 'approve'),
      requester: authorityOf(bot, approval, askers.requester, 'ask'),
    },
    now,
    basisNow: (await standOf(bot, showing, approval.action)).basis,
  });
  return carryOut(bot, showing, approval, judgement);
}

/** The request, in its own case's team, channel and thread: what a button carries can be sent from anywhere. */
async function findHere(
  tx: Db,
  job: Pressed,
  approvalId: string,
): Promise<Result<{ readonly about: Case; readonly approval: Approval }>> {
  const approval = await findApproval(tx, approvalId);
  if (approval === null) return fail(NOT_HERE);
  const about = await findCase(tx, job.team, approval.caseId);
  if (about === null || about.channel !== job.channel) return fail(NOT_HERE);
  if (about.thread !== null && about.thread !== (job.thread ?? job.messageTs)) return fail(NOT_HERE);
  return ok({ about, approval });
}

function authorityOf(bot: Bot, { action, risk }: Approval, asker: Result<Asker>, act: 'ask' | 'approve'): Decision {
  if (!asker.ok) return { allowed: false, says: asker.error.message, todo: asker.error.todo ?? 'Try again.' };
  const { fleet } = bot;
  if (fleet === null) return NO_FLEET;
  const decisions = devicesOf(action).map((device) => decide(fleet, asker.value, { act, risk, device }));
  return decisions.find(({ allowed }) => !allowed) ?? decisions[0] ?? NO_FLEET;
}

const NO_FLEET: Decision = {
  allowed: false,
  says: 'No live firewalls are set up here any more.',
  todo: 'Nothing can run; ask whoever keeps Roundtrip.',
};

const NOT_HERE: Problem = {
  code: 'no-request',
  message: 'There is no such request in this thread, so nothing was decided.',
  todo: 'Use the buttons of a request in its own thread.',
};
