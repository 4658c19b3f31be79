import { expireApprovals } from '../../access/approval/expire.ts';
import { caseById } from '../../store/cases.ts';
import type { Db } from '../../store/schema.ts';
import type { Bot } from '../plan.ts';
import { showApproval } from './approval-post.ts';
import { showingOf } from './show.ts';

/** Ends the requests that nobody decided in time and takes the buttons off their messages. In a transaction. */
export async function expireRequests(bot: Pick<Bot, 'clock' | 'live'>, tx: Db): Promise<void> {
  for (const approval of await expireApprovals(tx, bot.clock.now())) {
    const about = await caseById(tx, approval.caseId);
    if (about === null) continue;
    const teller = { channel: about.channel, user: approval.requestedBy, responseUrl: null };
    await showApproval(showingOf(bot, { tx, about, teller }), approval, null);
  }
}
