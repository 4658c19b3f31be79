import type { Problem } from '../../model/result.ts';
import type { Triage } from '../../model/triage.ts';
import { type Picture, picturesOf } from '../../report/picture/index.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import { type Showing, showPicturesOf } from './show.ts';

/** The pictures that a diagnosis brings: all with a cause that stands for the first time, then those that changed. */
export function newPictures(before: Triage | null, after: Triage): readonly Picture[] {
  if (after.diagnosis.rootCause === null) return [];
  const known = before === null || before.diagnosis.rootCause === null ? [] : picturesOf(before).map(contentOf);
  return picturesOf(after).filter((picture) => !known.includes(contentOf(picture)));
}

/** What a picture says, whichever sources say it. */
function contentOf({ said }: Picture): string {
  return JSON.stringify(said);
}

/** All pictures of the case, because somebody asks; a problem when there is nothing to draw. */
export async function sayPictures(showing: Showing): Promise<Problem | null> {
  const triage = await latestTriage(showing.tx, showing.about.id);
  const pictures = triage === null ? [] : picturesOf(triage);
  if (pictures.length === 0) {
    const message = 'There is nothing to draw yet.';
    const todo = 'A session of the flow, a capture, a trace or the routes of two devices make a picture.';
    return { code: 'no-picture', message, todo };
  }
  await showPicturesOf(showing, pictures);
  return null;
}
