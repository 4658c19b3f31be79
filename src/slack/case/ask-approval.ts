import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { approvalEntry } from '../../access/approval/audited.ts';
import { makeRequest } from '../../access/approval/request.ts';
import { appendAudit } from '../../access/audit/append.ts';
import { commandsOf } from '../../jobs/commands-of.ts';
import type { Approval, LiveAction } from '../../model/approval.ts';
import { actionText } from '../../report/slack/approval.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { addApproval, pendingApprovals } from '../../store/approvals.ts';
import { addEvent } from '../../store/timeline.ts';
import type { Bot } from '../plan.ts';
import { showApproval, standOf } from './approval-post.ts';
import { type Showing, say } from './show.ts';

/**
 * Puts an action before a second person: posts it in the case's thread with Approve and Deny. That the teller may ask
 * for it has been decided by the caller. The same action is not put before people twice at a time.
 */
export async function requestApproval(bot: Bot, showing: Showing, action: LiveAction): Promise<void> {
  const { tx, teller, now } = showing;
  if (await isAsked(showing, action)) return say(showing, [problemMessage(ASKED_ALREADY(action))]);
  const { about, devices } = await standOf(bot, showing, action);
  const commands = commandsOf(action);
  const approval = makeRequest({ about, action, devices, commands, requestedBy: teller.user, now }, randomBytes);
  await addApproval(tx, approval);
  await note(showing, approval);
  await showApproval(showing, approval, null);
}

async function isAsked({ tx, about, now }: Showing, action: LiveAction): Promise<boolean> {
  const pending = await pendingApprovals(tx, about.id);
  return pending.some((one) => Date.parse(one.expiresAt) > now && isDeepStrictEqual(one.action, action));
}

async function note({ tx, about, teller, now }: Showing, approval: Approval): Promise<void> {
  const asked = actionText(approval.action);
  const told = { event: 'approval-asked', who: teller.user, channel: about.channel, now } as const;
  await appendAudit(tx, approvalEntry(approval, { ...told, outcome: `Asked to ${asked}.` }));
  const text = `asked for approval to ${asked}`;
  await addEvent(tx, about.id, { at: new Date(now).toISOString(), by: teller.user, kind: 'note', text });
}

function ASKED_ALREADY(action: LiveAction) {
  return {
    code: 'asked-already',
    message: `It has been asked for already to ${actionText(action)}.`,
    todo: 'The request stands further up in this thread.',
  };
}
