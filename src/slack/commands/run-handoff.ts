import type { Case } from '../../model/case.ts';
import type { Problem } from '../../model/result.ts';
import { handoffMessages } from '../../report/slack/handoff.ts';
import { type DigestEntry, digestMessages } from '../../report/slack/handoff-digest.ts';
import type { SlackMessage } from '../../report/slack/message.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { findCase, openCases } from '../../store/cases.ts';
import type { Db } from '../../store/schema.ts';
import { historyOf } from '../case/views.ts';
import type { JobOf } from '../job.ts';
import { tell } from '../letter.ts';
import type { HandoffOf } from '../order.ts';
import { type Bot, commit, type Plan } from '../plan.ts';
import { channelsOf, linksTo } from './ask-slack.ts';

type Command = JobOf<'command'>;

/** What a response address takes (docs.slack.dev/interactivity/handling-user-interaction). */
const ANSWERS = 5;
/** About as many as five answers hold; further ones are named only. */
const CASES_AT_MOST = 100;

/**
 * `/triage handoff`: a digest of the channel's open cases, and all of the case when there is but one; `handoff all`
 * the digest of every case that the asking person may see; `handoff RT-3` all of that case, only where it stands: not
 * everybody who can name a case may read its channel. Slack is asked before anything is written.
 */
export async function runHandoff(bot: Bot, job: Command, of: HandoffOf): Promise<Plan> {
  if (typeof of === 'object') {
    return answering(bot, job, async (tx) => {
      const about = await findCase(tx, job.team, of.caseId);
      if (about === null || about.channel !== job.channel) return [problemMessage(NO_CASE)];
      return handoffMessages(await historyOf(tx, about), ANSWERS);
    });
  }
  const within = of === 'channel' ? job.channel : null;
  const asked = await openCases(bot.db, job.team, within);
  const may = of === 'channel' ? () => true : await whatMayBeSeen(bot, job, asked);
  const links = await linksTo(bot, asked.filter(may));
  return answering(bot, job, async (tx) => {
    const open = await openCases(tx, job.team, within);
    const seen = open.filter(may);
    const entries: DigestEntry[] = [];
    for (const about of seen.slice(0, CASES_AT_MOST)) {
      entries.push({ view: await historyOf(tx, about), link: links.get(about.id) ?? null });
    }
    const further = seen.slice(CASES_AT_MOST).map(({ id }) => id);
    const digest = digestMessages({ of, entries, further, leftOut: open.length - seen.length }, ANSWERS);
    const [only, ...others] = entries;
    if (of === 'team' || only === undefined || others.length > 0) return digest;
    return [...digest, ...handoffMessages(only.view, ANSWERS - digest.length)];
  });
}

function answering(bot: Bot, job: Command, answer: (tx: Db) => Promise<readonly SlackMessage[]>): Plan {
  const { channel, user, responseUrl } = job;
  return commit(async (tx) => {
    await tell(tx, { channel, user, responseUrl, thread: null }, await answer(tx), bot.clock.now());
  });
}

/**
 * Cases of the channel where the command was given, of channels that the person is in now, and of their own direct
 * conversation with the bot, where nobody but they can open one. Ids of direct conversations begin with D.
 */
async function whatMayBeSeen(
  bot: Bot,
  { channel: here, user }: Command,
  cases: readonly Case[],
): Promise<(about: Case) => boolean> {
  const elsewhere = cases.map(({ channel }) => channel).filter((channel) => channel !== here && !isDirect(channel));
  const mine = await channelsOf(bot, user, [...new Set(elsewhere)]);
  return ({ channel, openedBy }) => channel === here || (isDirect(channel) ? openedBy === user : mine.has(channel));
}

function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

const NO_CASE: Problem = {
  code: 'no-case',
  message: 'There is no such case in this channel.',
  todo: 'See /triage status for those that are open here.',
};
