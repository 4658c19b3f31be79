import type { Asker } from '../../model/asker.ts';
import type { Case } from '../../model/case.ts';
import type { Problem, Result } from '../../model/result.ts';
import { helpMessage, problemMessage } from '../../report/slack/notes.ts';
import { setFlow } from '../../store/cases.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import { explain, handoffOf, keepNote, sayChecklist, sayDiagnosis, sayStatus, turn } from '../case/answer.ts';
import { sayAudit } from '../case/audit.ts';
import { sayComparison } from '../case/compare.ts';
import { markFixed } from '../case/fix.ts';
import { sayPictures } from '../case/pictures.ts';
import { retriage } from '../case/retriage.ts';
import { type Showing, say } from '../case/show.ts';
import { readFixedAt } from '../fixed-at.ts';
import { runLiveOrder } from '../live/run-live-order.ts';
import type { Order } from '../order.ts';
import type { Bot } from '../plan.ts';

export interface Ordered {
  readonly order: Order;
  /** The message's words, for what is understood without a mention. */
  readonly words: string;
  /** Milliseconds since 1970. */
  readonly saidAt: number;
  /** The message gave evidence as well: there is no need to answer that nothing was understood. */
  readonly gives: boolean;
  /** Who asks, as Slack says now; looked up only for orders on live firewalls. */
  readonly asker: Result<Asker> | null;
}

/** Does what a message in a case's thread asks for. "Fixed at 14:05" needs no mention of the bot. */
export async function runOrder(bot: Bot, showing: Showing, ordered: Ordered): Promise<void> {
  const fixed = readFixedAt(ordered.words, ordered.saidAt);
  if (fixed !== null) {
    if (!fixed.ok) return object(showing, fixed.error);
    await markFixed(bot, showing, fixed.value);
    return;
  }
  const { order } = ordered;
  switch (order.kind) {
    case 'nothing':
      return;
    case 'help':
      return say(showing, [helpMessage()]);
    case 'access':
      return object(showing, ACCESS_ALONE);
    case 'status':
      return sayStatus(showing);
    case 'diagnosis':
      return sayDiagnosis(bot, showing);
    case 'checklist':
      return objectIf(showing, await sayChecklist(showing));
    case 'picture':
      return objectIf(showing, await sayPictures(showing));
    case 'audit':
      return sayAudit(showing);
    case 'handoff':
      return say(showing, await handoffOf(showing));
    case 'explain':
      return say(showing, explain(await latestTriage(showing.tx, showing.about.id), order.about));
    case 'compare':
      return objectIf(showing, await sayComparison(bot, showing, order.since, ordered.saidAt));
    case 'fixed':
      await markFixed(bot, showing, new Date(ordered.saidAt).toISOString());
      return;
    case 'close':
      return objectIf(showing, await turn(showing, 'closed'));
    case 'reopen':
      return objectIf(showing, await turn(showing, 'open'));
    case 'note':
      await keepNote(showing, order.text);
      return object(showing, { code: 'noted', message: 'Noted for the handoff.' });
    case 'live':
      return ordered.gives ? undefined : objectIf(showing, await runLiveOrder(bot, showing, ordered.asker, order));
    case 'open':
      return changeFlow(bot, showing, order.flow);
    case 'unknown':
      return ordered.gives ? undefined : object(showing, UNKNOWN);
  }
}

/** A conversation named in a case's thread is what the case is about from then on. */
async function changeFlow(bot: Bot, showing: Showing, flow: Case['flow']): Promise<void> {
  if (flow === null) return sayStatus(showing);
  await setFlow(showing.tx, showing.about.id, flow);
  await retriage(bot, { ...showing, about: { ...showing.about, flow } }, { given: [], gone: [] });
}

async function object(showing: Showing, problem: Problem): Promise<void> {
  await say(showing, [problemMessage(problem)]);
}

async function objectIf(showing: Showing, problem: Problem | null): Promise<void> {
  if (problem !== null) await object(showing, problem);
}

const ACCESS_ALONE: Problem = {
  code: 'access-alone',
  message: 'What you may have from firewalls is for you alone to read.',
  todo: 'Type /triage access in this channel.',
};

const UNKNOWN: Problem = {
  code: 'not-understood',
  message: 'I did not understand that.',
  todo: 'I know: status, diagnosis, explain NAME, checklist, compare, picture, handoff, note TEXT, fixed, live, watch, capture, clear, stop, audit, close, reopen, help.',
};
