import { caseOfThread } from '../../store/cases.ts';
import { evidenceOfMessage } from '../../store/evidence.ts';
import { gather } from '../case/gather.ts';
import { takeBack } from '../case/keep.ts';
import { takeIn } from '../case/open.ts';
import { retriage } from '../case/retriage.ts';
import { showingOf } from '../case/show.ts';
import type { JobOf } from '../job.ts';
import { type Bot, commit, NOTHING, type Plan } from '../plan.ts';

/** An edited message in a case's thread is read anew; what it no longer says no longer counts. */
export async function runEdit(bot: Bot, job: JobOf<'edited'>): Promise<Plan> {
  const thread = job.thread ?? job.ts;
  const known = await caseOfThread(bot.db, job.team, job.channel, thread);
  if (known === null || known.status === 'closed') return NOTHING;
  const own = await gather(bot, job.user, job);
  return commit(async (tx) => {
    const about = await caseOfThread(tx, job.team, job.channel, thread);
    if (about === null) return;
    const teller = { channel: job.channel, user: job.user, responseUrl: null };
    await takeIn(bot, showingOf(bot, { tx, about, teller }), [own], false);
  });
}

/** What a deleted message gave is taken back, out of the store too; the case is diagnosed from what remains. */
export async function runDeletion(bot: Bot, job: JobOf<'deleted'>): Promise<Plan> {
  return commit(async (tx) => {
    const about = await caseOfThread(tx, job.team, job.channel, job.thread ?? job.ts);
    if (about === null || (await evidenceOfMessage(tx, about.id, job.ts)).length === 0) return;
    const now = bot.clock.now();
    const kept = await takeBack(tx, about, job.ts, now);
    const teller = { channel: about.channel, user: about.openedBy, responseUrl: null };
    await retriage(bot, showingOf(bot, { tx, about, teller }), kept);
  });
}
