import type { Case } from '../../model/case.ts';
import type { LiveRun } from '../../model/live-run.ts';
import { picturesOf } from '../../report/picture/index.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { runMessage } from '../../report/slack/run.ts';
import { watchMessages } from '../../report/slack/watch.ts';
import { caseById } from '../../store/cases.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import { postIn } from '../../store/posts.ts';
import { findRun } from '../../store/runs.ts';
import { addEvent } from '../../store/timeline.ts';
import { retriage } from '../case/retriage.ts';
import { type Showing, say, showingOf, showPicturesOf } from '../case/show.ts';
import { viewOf } from '../case/views.ts';
import type { JobOf } from '../job.ts';
import { putInPlace, tell } from '../letter.ts';
import { type Bot, commit, type Plan } from '../plan.ts';
import { SHARED_MEANWHILE } from './problems.ts';
import { sharedNow } from './shared-now.ts';

/** Nothing can be posted either while Slack does not answer. */
const ASK_SLACK_AGAIN_MS = 5_000;

/**
 * Work on live firewalls came further: its message in the thread is brought up to date. When it has ended, the case is
 * diagnosed with all that it brought; a watch also says what it saw. In a channel that was shared with another
 * organisation meanwhile nothing of it is shown, and the run is stopped.
 */
export async function runChanged(bot: Bot, job: JobOf<'run'>): Promise<Plan> {
  const shared = await sharedNow(bot, job.channel);
  if (shared === 'unknown') return { kind: 'later', ms: ASK_SLACK_AGAIN_MS };
  return commit(async (tx) => {
    const [about, run] = [await caseById(tx, job.caseId), await findRun(tx, job.runId)];
    if (about === null || run === null) return;
    const teller = { channel: job.channel, user: job.user, responseUrl: null };
    const showing = showingOf(bot, { tx, about, teller });
    if (shared) return withhold(bot, showing, run);
    await showRun(showing, run);
    if (job.ended) await conclude(bot, showing, run);
  });
}

async function withhold(bot: Bot, { tx, about, teller, now }: Showing, run: LiveRun): Promise<void> {
  if (run.endedAt === null) await bot.live?.cancel(tx, run.id, bot.botUserId, now);
  if (run.cancelledBy !== null) return;
  await tell(tx, { ...teller, thread: about.thread }, [problemMessage(SHARED_MEANWHILE)], now);
}

async function showRun({ tx, about, teller, now }: Showing, run: LiveRun): Promise<void> {
  const slot = run.id;
  const stands = (await postIn(tx, about.id, slot)) !== null;
  const place = { caseId: about.id, slot, channel: about.channel, stands };
  await putInPlace(tx, place, runMessage(about, run), teller, now);
}

async function conclude(bot: Bot, showing: Showing, run: LiveRun): Promise<void> {
  const { tx, about, now } = showing;
  const text = `${run.id} ended: ${run.says ?? run.state}`;
  await addEvent(tx, about.id, { at: new Date(now).toISOString(), by: null, kind: 'note', text });
  if (about.status === 'closed') return;
  await retriage(bot, showing, { given: [], gone: [] });
  if (run.kind === 'watch' && run.state === 'done') await sayWatch(showing, about);
}

async function sayWatch(showing: Showing, about: Case): Promise<void> {
  const triage = await latestTriage(showing.tx, about.id);
  if (triage === null) return;
  await say(showing, watchMessages(await viewOf(showing.tx, about)));
  await showPicturesOf(
    showing,
    picturesOf(triage).filter(({ id }) => id === 'growth'),
  );
}
