import type { Asker } from '../../model/asker.ts';
import type { Case } from '../../model/case.ts';
import { fail, ok, type Problem, type Result } from '../../model/result.ts';
import { type Action, type ActionId, type ApprovalAction, readAction } from '../../report/slack/actions.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { findCase } from '../../store/cases.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import type { Db } from '../../store/schema.ts';
import { askerOf } from '../asker.ts';
import { explain, handoffOf, sayChecklist, sayDiagnosis, turn } from '../case/answer.ts';
import { markFixed } from '../case/fix.ts';
import { type Showing, say, showingOf } from '../case/show.ts';
import type { JobOf } from '../job.ts';
import { tell } from '../letter.ts';
import { runLiveOrder } from '../live/run-live-order.ts';
import { type Bot, commit, type Plan } from '../plan.ts';
import { decideApproval } from './decide-approval.ts';
import { tick } from './tick.ts';

type Pressed = JobOf<'action'>;
type CaseAction = Exclude<Action, ApprovalAction>;

/** Buttons for which it matters who presses: Slack is asked anew at each press. */
const ON_FIREWALLS: ReadonlySet<string> = new Set([
  'case.live',
  'case.watch',
  'case.stop',
] satisfies readonly ActionId[]);

/** A button was pressed. Who may press is decided now, not when the button was shown; the answer to a refusal is private. */
export async function runAction(bot: Bot, job: Pressed): Promise<Plan> {
  const read = readAction(job.action, job.value);
  if (read.ok && 'approvalId' in read.value) return decideApproval(bot, job, read.value);
  const asker = bot.live !== null && ON_FIREWALLS.has(job.action) ? await askerOf(bot, job) : null;
  return commit(async (tx) => {
    const now = bot.clock.now();
    const teller = { channel: job.channel, user: job.user, responseUrl: job.responseUrl };
    const allowed = await allow(tx, job);
    const problem = allowed.ok
      ? await act(bot, showingOf(bot, { tx, about: allowed.value.about, teller }), allowed.value.action, asker)
      : allowed.error;
    if (problem !== null) await tell(tx, { ...teller, thread: job.thread }, [problemMessage(problem)], now);
  });
}

/**
 * A value can be sent by anybody who ever saw the button, so the case is looked up anew: it has to be this team's and
 * stand in the channel and thread where the button was pressed, and the person has to belong to the team. Being able
 * to press in a channel means being in it.
 */
async function allow(tx: Db, job: Pressed): Promise<Result<{ about: Case; action: CaseAction }>> {
  const action = readAction(job.action, job.value);
  if (!action.ok) return action;
  if ('approvalId' in action.value) return fail(NOT_HERE);
  const about = await findCase(tx, job.team, action.value.caseId);
  if (about === null || about.channel !== job.channel) return fail(NOT_HERE);
  if (about.thread !== null && about.thread !== (job.thread ?? job.messageTs)) return fail(NOT_HERE);
  if (job.userTeam !== job.team) return fail(OUTSIDER);
  const changes = action.value.id === 'case.fixed' || action.value.id.startsWith('tick.');
  if (changes && about.status === 'closed') return fail(closed(about));
  return ok({ about, action: action.value });
}

async function act(
  bot: Bot,
  showing: Showing,
  action: CaseAction,
  asker: Result<Asker> | null,
): Promise<Problem | null> {
  switch (action.id) {
    case 'case.diagnosis':
      await sayDiagnosis(bot, showing);
      return null;
    case 'case.checklist':
      return sayChecklist(showing);
    case 'case.handoff':
      await say(showing, await handoffOf(showing));
      return null;
    case 'case.explain':
      await say(showing, explain(await latestTriage(showing.tx, showing.about.id), action.about));
      return null;
    case 'case.fixed':
      if (showing.about.fixedAt !== null) return FIXED_ALREADY;
      await markFixed(bot, showing, new Date(showing.now).toISOString());
      return null;
    case 'case.close':
      return turn(showing, 'closed');
    case 'case.reopen':
      return turn(showing, 'open');
    case 'case.live':
      return runLiveOrder(bot, showing, asker, { kind: 'live', act: 'ask', on: '' });
    case 'case.watch':
      return runLiveOrder(bot, showing, asker, { kind: 'live', act: 'watch', on: '' });
    case 'case.stop':
      return runLiveOrder(bot, showing, asker, { kind: 'live', act: 'stop' });
    default:
      return tick(showing, action);
  }
}

const NOT_HERE: Problem = {
  code: 'not-here',
  message: 'That case does not stand in this thread, so nothing was done.',
  todo: 'Use the buttons of the case card in its own thread.',
};

const OUTSIDER: Problem = {
  code: 'other-organisation',
  message: 'Only people of the organisation that opened the case may do that.',
  todo: 'Ask one of them.',
};

const FIXED_ALREADY: Problem = {
  code: 'fixed-already',
  message: 'The fix is marked as in already.',
  todo: 'To correct the time, write in this thread: fixed at 14:05.',
};

function closed({ id }: Case): Problem {
  return {
    code: 'case-closed',
    message: `${id} is closed, so nothing was changed.`,
    todo: 'Press Reopen on its card first.',
  };
}
