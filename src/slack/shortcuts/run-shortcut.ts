import { problemMessage } from '../../report/slack/notes.ts';
import { caseOfThread } from '../../store/cases.ts';
import { gather, gatherThread } from '../case/gather.ts';
import { openCase, takeIn } from '../case/open.ts';
import { showingOf } from '../case/show.ts';
import type { JobOf } from '../job.ts';
import { tell } from '../letter.ts';
import { readOrder, withoutMention } from '../order.ts';
import { type Bot, commit, type Plan } from '../plan.ts';

/** "Triage this": opens a case in the message's thread and reads the thread; in a case's thread, reads the message. */
export async function runShortcut(bot: Bot, job: JobOf<'shortcut'>): Promise<Plan> {
  const thread = job.thread ?? job.ts;
  const teller = { channel: job.channel, user: job.user, responseUrl: job.responseUrl };
  const own = await gather(bot, job.author, job);
  const known = await caseOfThread(bot.db, job.team, job.channel, thread);
  const earlier = known === null ? await gatherThread(bot, { channel: job.channel, thread, except: job.ts }) : [];
  return commit(async (tx) => {
    const about = await caseOfThread(tx, job.team, job.channel, thread);
    if (about === null) {
      const order = readOrder(withoutMention(job.said.code ? '' : job.said.words, bot.botUserId));
      const flow = order.kind === 'open' ? order.flow : null;
      const gathered = [...earlier, own].sort((one, other) => Number(one.ts) - Number(other.ts));
      await openCase(bot, tx, { team: job.team, thread, flow, symptoms: [], words: '', gathered }, teller);
      return;
    }
    const now = bot.clock.now();
    const kept = await takeIn(bot, showingOf(bot, { tx, about, teller }), [own], false);
    if (kept.given.length + kept.gone.length > 0) return;
    const message = `${about.id} stands in this thread already, and this message gives it nothing new.`;
    await tell(tx, { ...teller, thread }, [problemMessage({ code: 'nothing-new', message })], now);
  });
}
