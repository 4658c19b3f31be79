import { type Audited, approvalEntry } from '../../access/approval/audited.ts';
import type { Judgement } from '../../access/approval/judge-click.ts';
import { appendAudit } from '../../access/audit/append.ts';
import { type Approval, type ApprovalState, devicesOf } from '../../model/approval.ts';
import type { Problem } from '../../model/result.ts';
import { actionText } from '../../report/slack/approval.ts';
import { endApproval } from '../../store/approvals.ts';
import { unendedRun } from '../../store/runs.ts';
import { addEvent } from '../../store/timeline.ts';
import { showApproval } from '../case/approval-post.ts';
import type { Showing } from '../case/show.ts';
import type { Bot } from '../plan.ts';

type Decided = Exclude<Judgement['kind'], 'refuse'>;

const ENDS: Readonly<Record<Decided, { readonly state: Exclude<ApprovalState, 'pending'>; readonly event: Event }>> = {
  approve: { state: 'approved', event: 'approval-approved' },
  deny: { state: 'denied', event: 'approval-denied' },
  withdraw: { state: 'withdrawn', event: 'approval-denied' },
  expire: { state: 'expired', event: 'approval-expired' },
};
type Event = Audited['event'];

/**
 * Writes what a click came to: the request's end, the audit, its message, and for an approval the run. Returns what to
 * tell whoever pressed when nothing was decided by it.
 */
export async function carryOut(
  bot: Bot,
  showing: Showing,
  approval: Approval,
  judgement: Judgement,
): Promise<Problem | null> {
  if (judgement.kind === 'refuse') return refuse(showing, approval, judgement.says, judgement.todo);
  const busy = judgement.kind === 'approve' ? await whyNotNow(bot, showing, approval) : null;
  if (busy !== null) return refuse(showing, approval, busy.message, busy.todo ?? '');
  const { tx, teller, now } = showing;
  const { state, event } = ENDS[judgement.kind];
  const by = judgement.kind === 'expire' ? null : teller.user;
  const ended = await endApproval(tx, approval.id, { state, by }, now);
  if (ended === null) return refuse(showing, approval, 'Somebody else was faster: it is decided.', 'See the request.');
  const came = judgement.kind === 'approve' ? await begin(bot, showing, ended) : null;
  await keep(showing, ended, {
    event,
    who: by,
    outcome: [judgement.says, came].filter((said) => said !== null).join(' '),
  });
  await showApproval(showing, ended, came);
  return judgement.kind === 'expire' ? { code: 'ran-out', message: judgement.says, todo: 'Ask for it anew.' } : null;
}

/** An approval is not used up on what cannot begin at this moment. */
async function whyNotNow(bot: Bot, { tx, about }: Showing, approval: Approval): Promise<Problem | null> {
  if (bot.live === null)
    return { code: 'no-desk', message: 'No firewall can be asked at this moment.', todo: 'Try later.' };
  const other = await unendedRun(tx, about.id, runKindOf(approval));
  if (other === null) return null;
  const todo = 'Press Approve again when it has ended, or stop it first.';
  return {
    code: 'run-going',
    message: `${other.id} of this case is still going on, and one at a time is enough.`,
    todo,
  };
}

/** Begins what was approved, and says in a sentence what came of that. */
async function begin(bot: Bot, { tx, about, now }: Showing, approval: Approval): Promise<string> {
  const { action, id, requestedBy } = approval;
  const order = { caseId: about.id, kind: runKindOf(approval), devices: devicesOf(action), askedBy: requestedBy };
  const begun = await bot.live?.begin(tx, { ...order, approvalId: id }, now);
  if (begun === undefined) return 'It did not begin.';
  if (begun.ok) return `It runs as ${begun.value.id}; its message says how it goes.`;
  return `It did not begin: ${begun.error.message} ${begun.error.todo ?? ''}`.trim();
}

function runKindOf({ action }: Approval): 'capture' | 'clear' {
  return action.kind === 'capture' ? 'capture' : 'clear';
}

async function refuse(showing: Showing, approval: Approval, says: string, todo: string): Promise<Problem> {
  const { channel, user } = showing.teller;
  const audited = { event: 'approval-refused', who: user, channel, outcome: says, now: showing.now } as const;
  await appendAudit(showing.tx, approvalEntry(approval, audited));
  return { code: 'not-decided', message: says, todo };
}

async function keep(
  { tx, about, now }: Showing,
  approval: Approval,
  told: Pick<Audited, 'event' | 'who' | 'outcome'>,
): Promise<void> {
  await appendAudit(tx, approvalEntry(approval, { ...told, channel: about.channel, now }));
  const text = `${approval.state}: ${actionText(approval.action)}`;
  await addEvent(tx, about.id, { at: new Date(now).toISOString(), by: told.who, kind: 'note', text });
}
