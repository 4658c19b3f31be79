import { accessOf } from '../../access/decide.ts';
import { accessMessages, noFleetMessage } from '../../report/slack/access.ts';
import type { SlackMessage } from '../../report/slack/message.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { askerOf } from '../asker.ts';
import type { JobOf } from '../job.ts';
import { tell } from '../letter.ts';
import { type Bot, commit, type Plan } from '../plan.ts';

/**
 * `/triage access`: tells the asking person, and nobody else, what they may have from firewalls in this channel and by
 * which rule. Slack is asked who they are before anything is written.
 */
export async function runAccess(bot: Bot, job: JobOf<'command'>): Promise<Plan> {
  const { channel, user, responseUrl } = job;
  const messages = await answer(bot, job);
  return commit((tx) => tell(tx, { channel, user, responseUrl, thread: null }, messages, bot.clock.now()));
}

async function answer(bot: Bot, { team, channel, user }: JobOf<'command'>): Promise<readonly SlackMessage[]> {
  if (bot.fleet === null) return [noFleetMessage()];
  const asker = await askerOf(bot, { team, channel, user });
  return asker.ok ? accessMessages(accessOf(bot.fleet, asker.value)) : [problemMessage(asker.error)];
}
