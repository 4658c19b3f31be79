import { isDeepStrictEqual } from 'node:util';
import type { Triage } from '../../model/triage.ts';
import type { Picture } from '../../report/picture/index.ts';
import { changesMessages } from '../../report/slack/changes.ts';
import { diagnosisMessages } from '../../report/slack/diagnosis.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { forgetOlderTriages, keepTriage, latestTriage } from '../../store/diagnoses.ts';
import { evidenceOf } from '../../store/evidence.ts';
import { addEvent } from '../../store/timeline.ts';
import type { Bot } from '../plan.ts';
import type { Kept } from './keep.ts';
import { newPictures } from './pictures.ts';
import { refreshChecklist, type Showing, say, showCard, showChecklist, showPicturesOf } from './show.ts';
import { viewOf } from './views.ts';

const UNREAD_AT_MOST = 3;

/**
 * Diagnoses a case anew and shows it: the whole diagnosis the first time and whenever another cause leads, with its
 * checklist and its pictures; else what changed; the card in any case. Says nothing in the thread when the diagnosis is
 * the same and nothing came in.
 */
export async function retriage(bot: Bot, showing: Showing, kept: Kept): Promise<void> {
  const { tx, about, now } = showing;
  const before = await latestTriage(tx, about.id);
  const raw = await evidenceOf(tx, about.id);
  let pictures: readonly Picture[] = [];
  if (raw.length > 0 || before !== null) {
    const { flow, symptoms, fixedAt } = about;
    const after = asStored(bot.triage({ raw, flow, symptoms, fixedAt }));
    const same = isDeepStrictEqual(before, after);
    if (!same) await remember(showing, after, kept);
    if (!same || kept.given.length > 0) await tellChanges(showing, before, after, kept);
    pictures = newPictures(before, after);
  }
  await showCard({ ...showing, now });
  await refreshChecklist(showing);
  // They are the slowest to send, and say nothing that the words do not say.
  await showPicturesOf(showing, pictures);
}

async function remember({ tx, about, now }: Showing, after: Triage, kept: Kept): Promise<void> {
  const revision = await keepTriage(tx, about.id, after, now);
  if (kept.gone.length > 0) await forgetOlderTriages(tx, about.id);
  const text = `diagnosis ${revision}: ${after.diagnosis.headline}`;
  await addEvent(tx, about.id, { at: new Date(now).toISOString(), by: null, kind: 'diagnosis', text });
}

async function tellChanges(showing: Showing, before: Triage | null, after: Triage, kept: Kept): Promise<void> {
  const { about } = showing;
  if (before === null) return tellWhole(showing);
  const unread = after.evidence.filter((one) => one.parsed === 'none' && kept.given.includes(one.source));
  const problems = unread.slice(0, UNREAD_AT_MOST).map((one) =>
    problemMessage({
      code: 'evidence-unread',
      where: one.source,
      message: one.problem ?? 'Nothing of it could be read.',
    }),
  );
  const { rootCause } = after.diagnosis;
  const another = rootCause !== null && rootCause !== before.diagnosis.rootCause;
  await say(showing, [...changesMessages(about.id, before, after, another), ...problems]);
  if (another) await tellWhole(showing);
}

/** The diagnosis from its first step to its fix, and the checklist that goes with it when there is one. */
async function tellWhole(showing: Showing): Promise<void> {
  await say(showing, diagnosisMessages(await viewOf(showing.tx, showing.about)));
  await showChecklist(showing);
}

/** A triage as the database gives it back, so that it can be compared with one from there. */
function asStored(triage: Triage): Triage {
  const stored: Triage = JSON.parse(JSON.stringify(triage));
  return stored;
}
