import type { RawEvidence } from '../../model/evidence.ts';
import { ok, type Problem, type Result } from '../../model/result.ts';
import type { Triage } from '../../model/triage.ts';
import { askedAgain } from '../../report/asked-again.ts';
import { timeText } from '../../report/sentences.ts';
import { comparisonMessages } from '../../report/slack/comparison.ts';
import { firstTriage } from '../../store/diagnoses.ts';
import { evidenceOf } from '../../store/evidence.ts';
import { compareMoments } from '../../triage.ts';
import { readTime } from '../fixed-at.ts';
import type { Bot } from '../plan.ts';
import { type Showing, say } from './show.ts';

/** What was shown before a moment and what since; `title` names the moment. */
interface Halves {
  readonly title: string;
  readonly earlier: readonly RawEvidence[];
  readonly later: readonly RawEvidence[];
}

/**
 * Holds what was shown since a moment against what was shown before it: a time that was named, else that of the fix,
 * else that of the first diagnosis. `saidAt` in milliseconds since 1970. A Problem when one half is empty.
 */
export async function sayComparison(
  bot: Bot,
  showing: Showing,
  since: string,
  saidAt: number,
): Promise<Problem | null> {
  const halves = await halvesOf(showing, since, saidAt);
  if (!halves.ok) return halves.error;
  const { title, earlier, later } = halves.value;
  if (earlier.length === 0 || later.length === 0) return oneSided(earlier.length === 0);
  const { flow, symptoms, fixedAt } = showing.about;
  // What has become of a fix is told in the answer; here each half speaks for itself.
  const before = bot.triage({ raw: earlier, flow, symptoms, fixedAt: null });
  const after = bot.triage({ raw: later, flow: flow ?? endsOf(before), symptoms, fixedAt });
  const { comparison, notAgain } = askedAgain(compareMoments(before, after), before, after);
  await say(showing, comparisonMessages(comparison, `${showing.about.id}: ${title}`, notAgain));
  return null;
}

async function halvesOf({ tx, about }: Showing, since: string, saidAt: number): Promise<Result<Halves>> {
  const raw = await evidenceOf(tx, about.id);
  const at = (moment: string, title: string): Result<Halves> => {
    const isEarlier = ({ takenAt }: RawEvidence): boolean => Date.parse(takenAt ?? '') < Date.parse(moment);
    return ok({ title, earlier: raw.filter(isEarlier), later: raw.filter((one) => !isEarlier(one)) });
  };
  if (since !== '') {
    const named = readTime(since, saidAt);
    if (named === null) return { ok: false, error: unclear(since) };
    return named.ok ? at(named.value, `before and after ${timeText(named.value)}`) : named;
  }
  if (about.fixedAt !== null) return at(about.fixedAt, `before and after the fix (${timeText(about.fixedAt)})`);
  const first = await firstTriage(tx, about.id);
  const known = new Set(first?.triage.evidence.map(({ source }) => source));
  return ok({
    title: first === null ? 'two moments' : `first diagnosis (${timeText(first.madeAt)}) and since`,
    earlier: raw.filter(({ source }) => known.has(source)),
    later: raw.filter(({ source }) => !known.has(source)),
  });
}

/** A new attempt has another port of the client. */
function endsOf({ flow }: Triage): Triage['flow'] {
  return flow === null ? null : { ...flow, client: { ...flow.client, port: null } };
}

function oneSided(nothingBefore: boolean): Problem {
  return {
    code: 'one-moment',
    message: nothingBefore ? 'Nothing was shown before that moment.' : 'Nothing has been shown since that moment.',
    todo: 'Paste a reading first, or name another time: compare 14:05.',
  };
}

function unclear(since: string): Problem {
  return {
    code: 'time-unclear',
    message: `${since.slice(0, 40)} is no time.`,
    todo: 'Say it like this: compare 14:05, or with an offset: compare 14:05 +02:00.',
  };
}
