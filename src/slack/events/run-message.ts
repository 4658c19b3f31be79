import type { Asker } from '../../model/asker.ts';
import type { Case } from '../../model/case.ts';
import type { Problem, Result } from '../../model/result.ts';
import { helpMessage, problemMessage, statusMessages } from '../../report/slack/notes.ts';
import { awaitsThread, caseOfThread, openCases } from '../../store/cases.ts';
import type { Db } from '../../store/schema.ts';
import { askerOf } from '../asker.ts';
import { explain } from '../case/answer.ts';
import { type Gathered, gather, gatherThread } from '../case/gather.ts';
import { openCase, takeIn } from '../case/open.ts';
import { showingOf } from '../case/show.ts';
import { viewOf } from '../case/views.ts';
import type { JobOf } from '../job.ts';
import { reply, type Teller } from '../letter.ts';
import { noteRefusal } from '../live/note-refusal.ts';
import { type Order, readOrder, withoutMention } from '../order.ts';
import { type Bot, commit, NOTHING, type Plan } from '../plan.ts';
import { runOrder } from './run-order.ts';

type Message = JobOf<'message'>;

const THREAD_WAIT_MS = 1_000;
/** Half a minute: the outbox has long posted the card by then, or given it up. */
const THREAD_WAITS = 30;

/**
 * A message is for the bot when it stands in a case's thread, mentions the bot, or is said to it directly. In a thread
 * it gives evidence or an order; elsewhere it opens a case where it stands, unless it only asks something.
 */
export async function runMessage(bot: Bot, job: Message, attempt: number): Promise<Plan> {
  const thread = job.thread ?? job.ts;
  const known = await caseOfThread(bot.db, job.team, job.channel, thread);
  if (known === null && !job.mention && !job.direct) {
    const mayBelong =
      job.thread !== null && attempt <= THREAD_WAITS && (await awaitsThread(bot.db, job.team, job.channel));
    return mayBelong ? { kind: 'later', ms: THREAD_WAIT_MS } : NOTHING;
  }
  const order = orderOf(bot, job);
  if (job.shared) return commit((tx) => answerShared(bot, tx, job, order));
  const own = await gather(bot, job.user, job);
  const asker = order.kind === 'live' && bot.live !== null ? await askerOf(bot, job) : null;
  const opens = known === null && isOpening(order, own, job);
  const earlier =
    opens && job.thread !== null ? await gatherThread(bot, { channel: job.channel, thread, except: job.ts }) : [];
  return commit(async (tx) => {
    // Read again: the same thread's jobs wait for each other, but its case may have changed since by other ways.
    const about = await caseOfThread(tx, job.team, job.channel, thread);
    if (about !== null) return inCase(bot, tx, { job, about, order, own, asker });
    if (opens) return open(bot, tx, job, order, [...earlier, own]);
    return outsideCase(bot, tx, job, order);
  });
}

/** Orders are read where the bot was addressed; beside code, words are what people say about the code. */
function orderOf(bot: Bot, job: Message): Order {
  if (!job.mention && !job.direct) return { kind: 'nothing' };
  const words = withoutMention(job.said.words, bot.botUserId);
  const order = readOrder(words);
  return job.said.code && order.kind === 'unknown' ? { kind: 'nothing' } : order;
}

function isOpening(order: Order, own: Gathered, job: Message): boolean {
  if (own.pieces.length + own.problems.length > 0) return true;
  if (order.kind === 'open') return true;
  // In a channel a call for help in any words opens a case; alone with the bot, small talk does not.
  return job.mention && (order.kind === 'nothing' || order.kind === 'unknown');
}

async function open(bot: Bot, tx: Db, job: Message, order: Order, gathered: readonly Gathered[]): Promise<void> {
  const flow = order.kind === 'open' ? order.flow : null;
  const words = order.kind === 'open' || order.kind === 'unknown' ? order.words : '';
  const opening = { team: job.team, thread: job.thread ?? job.ts, flow, symptoms: [], words, gathered };
  await openCase(bot, tx, opening, tellerOf(job));
}

interface InCase {
  readonly job: Message;
  readonly about: Case;
  readonly order: Order;
  readonly own: Gathered;
  readonly asker: Result<Asker> | null;
}

async function inCase(bot: Bot, tx: Db, { job, about, order, own, asker }: InCase): Promise<void> {
  const gives = own.pieces.length + own.problems.length > 0;
  if (about.status === 'closed' && gives) return answer(bot, tx, job, closed(about));
  const showing = showingOf(bot, { tx, about, teller: tellerOf(job) });
  if (gives) await takeIn(bot, showing, [own], false);
  await runOrder(bot, showing, { order, words: own.words, saidAt: Number(job.ts) * 1000, gives, asker });
}

async function outsideCase(bot: Bot, tx: Db, job: Message, order: Order): Promise<void> {
  const to = { caseId: null, channel: job.channel, thread: job.thread ?? job.ts };
  const now = bot.clock.now();
  switch (order.kind) {
    case 'status': {
      const cases = await openCases(tx, job.team, job.channel);
      const views = await Promise.all(cases.map((one) => viewOf(tx, one)));
      return reply(tx, to, statusMessages(views), tellerOf(job), now);
    }
    case 'explain':
      return reply(tx, to, explain(null, order.about), tellerOf(job), now);
    case 'help':
    case 'nothing':
    case 'unknown':
      return reply(tx, to, [helpMessage()], tellerOf(job), now);
    default:
      return answer(bot, tx, job, NO_CASE);
  }
}

/** Nothing is read or asked in a channel that others read; that firewalls were wanted there is kept. */
async function answerShared(bot: Bot, tx: Db, job: Message, order: Order): Promise<void> {
  if (order.kind === 'live' && bot.live !== null) {
    const about = await caseOfThread(tx, job.team, job.channel, job.thread ?? job.ts);
    const noted = { tx, about, now: bot.clock.now() };
    await noteRefusal(noted, job, { devices: [], risk: null, why: SHARED.message });
  }
  await answer(bot, tx, job, SHARED);
}

async function answer(bot: Bot, tx: Db, job: Message, problem: Problem): Promise<void> {
  const to = { caseId: null, channel: job.channel, thread: job.thread ?? job.ts };
  await reply(tx, to, [problemMessage(problem)], tellerOf(job), bot.clock.now());
}

function tellerOf({ channel, user }: Message): Teller {
  return { channel, user, responseUrl: null };
}

const SHARED: Problem = {
  code: 'shared-channel',
  message: 'This channel is shared with another organisation, so I take no device output here.',
  todo: 'Open the case in a channel of your own organisation.',
};

const NO_CASE: Problem = {
  code: 'no-case',
  message: 'This thread has no case.',
  todo: 'Mention me here with the conversation, or use /triage in the channel.',
};

function closed({ id }: Case): Problem {
  return {
    code: 'case-closed',
    message: `${id} is closed, so this was not read.`,
    todo: 'Press Reopen on its card and send it again.',
  };
}
