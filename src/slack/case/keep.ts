import type { Case } from '../../model/case.ts';
import { evidenceOfMessage, forgetEvidence, keepEvidence } from '../../store/evidence.ts';
import type { Db } from '../../store/schema.ts';
import { addEvent } from '../../store/timeline.ts';
import type { Gathered } from './gather.ts';

/** What a message now gives to a case, by name. Both empty: nothing is different. */
export interface Kept {
  readonly given: readonly string[];
  readonly gone: readonly string[];
}

/**
 * Makes the case's evidence agree with a message: new parts come in, changed ones are replaced under their name, parts
 * that the message no longer has go. A part that could not be fetched this time stays as it was.
 */
export async function keep(tx: Db, about: Case, gathered: Gathered, now: number): Promise<Kept> {
  const known = new Map((await evidenceOfMessage(tx, about.id, gathered.ts)).map((one) => [one.part, one]));
  const given: string[] = [];
  const gone: string[] = [];
  for (const { part, obtained, name, text, capture } of gathered.pieces) {
    const former = known.get(part);
    const { ts: messageTs, author } = gathered;
    const source = await keepEvidence(tx, {
      caseId: about.id,
      messageTs,
      part,
      author,
      obtained,
      name,
      text,
      capture: capture ?? null,
      receivedAt: now,
    });
    const after = (await evidenceOfMessage(tx, about.id, messageTs)).find((one) => one.part === part);
    if (former?.body !== after?.body) given.push(source);
  }
  const still = new Set([...gathered.pieces.map((piece) => piece.part), ...gathered.unread]);
  for (const part of known.keys()) {
    if (!still.has(part)) gone.push(...(await forgetEvidence(tx, about.id, gathered.ts, part)));
  }
  await note(tx, about, gathered.author, { given, gone }, now);
  return { given, gone };
}

/** Takes back all that a deleted message gave. */
export async function takeBack(tx: Db, about: Case, messageTs: string, now: number): Promise<Kept> {
  const gone = await forgetEvidence(tx, about.id, messageTs);
  await note(tx, about, null, { given: [], gone }, now);
  return { given: [], gone };
}

async function note(tx: Db, about: Case, by: string | null, { given, gone }: Kept, now: number): Promise<void> {
  const at = new Date(now).toISOString();
  const said = [
    ...(given.length === 0 ? [] : [`gave ${given.join(', ')}`]),
    ...(gone.length === 0 ? [] : [`took back ${gone.join(', ')}`]),
  ];
  if (said.length > 0) await addEvent(tx, about.id, { at, by, kind: 'evidence', text: said.join('; ') });
}
