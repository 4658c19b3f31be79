import type { Problem } from '../../model/result.ts';
import { helpMessage, problemMessage, statusMessages } from '../../report/slack/notes.ts';
import { triageModal } from '../../report/slack/triage-modal.ts';
import { openCases } from '../../store/cases.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import type { Db } from '../../store/schema.ts';
import { readFailure, todoFor } from '../api-failure.ts';
import { explain } from '../case/answer.ts';
import { openCase } from '../case/open.ts';
import { viewOf } from '../case/views.ts';
import type { JobOf } from '../job.ts';
import { type Teller, tell } from '../letter.ts';
import { readOrder } from '../order.ts';
import { type Bot, commit, NOTHING, type Plan } from '../plan.ts';
import { runAccess } from './run-access.ts';
import { runHandoff } from './run-handoff.ts';

type Command = JobOf<'command'>;

/**
 * `/triage`: alone it shows the form, with a conversation it opens a case; its questions are answered to the asking
 * person only. Slack takes no commands in threads, so a case's own orders are given by mentioning the bot there.
 */
export async function runCommand(bot: Bot, job: Command): Promise<Plan> {
  const order = readOrder(job.text);
  const { team, channel } = job;
  const teller: Teller = { channel, user: job.user, responseUrl: job.responseUrl };
  const whisper = (tx: Db, messages: Parameters<typeof tell>[2]) =>
    tell(tx, { ...teller, thread: null }, messages, bot.clock.now());

  switch (order.kind) {
    case 'nothing':
      return openForm(bot, job, whisper);
    case 'open':
      return commit(async (tx) => {
        const opening = { team, thread: null, flow: order.flow, symptoms: [], words: order.words, gathered: [] };
        await openCase(bot, tx, opening, teller);
      });
    case 'help':
      return commit((tx) => whisper(tx, [helpMessage()]));
    case 'status':
      return commit(async (tx) => {
        const cases = await openCases(tx, team, channel);
        await whisper(tx, statusMessages(await Promise.all(cases.map((one) => viewOf(tx, one)))));
      });
    case 'explain':
      return commit(async (tx) => {
        const [newest] = await openCases(tx, team, channel);
        const triage = newest === undefined ? null : await latestTriage(tx, newest.id);
        await whisper(tx, explain(triage, order.about));
      });
    case 'access':
      return runAccess(bot, job);
    case 'handoff':
      return runHandoff(bot, job, order.of);
    case 'unknown':
      return commit((tx) => whisper(tx, [problemMessage(unknown(order.words)), helpMessage()]));
    default:
      return commit((tx) => whisper(tx, [problemMessage(inThread(order.kind))]));
  }
}

async function openForm(
  bot: Bot,
  job: Command,
  whisper: (tx: Db, messages: Parameters<typeof tell>[2]) => Promise<void>,
): Promise<Plan> {
  try {
    await bot.api.openView(job.triggerId, triageModal({ metadata: job.channel, flow: null, symptoms: [] }));
    return NOTHING;
  } catch (error) {
    const failure = readFailure(error);
    const why = failure.kind === 'limited' ? 'Slack asks to wait' : failure.error;
    const todo = 'Run /triage again, or name the conversation at once: /triage 10.1.1.5 > 10.2.2.10:443/tcp.';
    const problem = { code: 'form-failed', message: `The form could not be opened (${why}).`, todo };
    bot.log.warn({ error: why, todo: todoFor(why) }, 'a form could not be opened');
    return commit((tx) => whisper(tx, [problemMessage(problem)]));
  }
}

function unknown(words: string): Problem {
  return {
    code: 'not-understood',
    message: `“${words.slice(0, 80)}” is no conversation and nothing that I know.`,
    todo: 'Name a conversation as CLIENT > SERVER:PORT, or say open and then anything.',
  };
}

function inThread(order: string): Problem {
  return {
    code: 'in-thread',
    message: `A command cannot tell which case “${order}” is meant for.`,
    todo: `Say it in the case's thread, mentioning me: @Roundtrip ${order}.`,
  };
}
