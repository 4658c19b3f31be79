import { threadOf } from '../store/cases.ts';
import type { OutboxRow } from '../store/outbox.ts';
import { postIn, removePost } from '../store/posts.ts';
import { readFailure } from './api-failure.ts';
import { deliverPicture } from './deliver-picture.ts';
import type { Letter, LetterOf } from './letter.ts';
import type { SenderOptions } from './sender.ts';
import { sentSince } from './sent-since.ts';

/** How one try to send a letter ended. `ts` is the message's; null for what has none. */
export type Delivered =
  | { readonly kind: 'sent'; readonly ts: string | null }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'unknown'; readonly error: string }
  | { readonly kind: 'refused'; readonly error: string };

type Means = Pick<SenderOptions, 'db' | 'api' | 'respond' | 'upload' | 'rasterise'>;

/** What an update says of a message that somebody has deleted, or that is not ours any more. */
const GONE = ['message_not_found', 'cant_update_message'];

/** Tries once. A post that an earlier try may have made is looked for first, by the mark that each post carries. */
export async function deliver(means: Means, row: OutboxRow, letter: Letter): Promise<Delivered> {
  try {
    switch (letter.kind) {
      case 'response':
        return await answer(means, letter);
      case 'ephemeral':
        await means.api.whisper(letter.channel, letter.thread, letter.user, letter.message);
        return { kind: 'sent', ts: null };
      case 'reply':
        return await post(
          means,
          row,
          letter,
          row.caseId === null ? letter.thread : await threadOf(means.db, row.caseId),
        );
      case 'place':
        return await place(means, row, letter);
      case 'picture':
        return await deliverPicture(means, row, letter);
    }
  } catch (error) {
    return readFailure(error);
  }
}

async function answer({ respond }: Means, { url, message }: LetterOf<'response'>): Promise<Delivered> {
  const answered = await respond(url, message);
  return answered === 'sent' ? { kind: 'sent', ts: null } : { kind: answered, error: 'response_url' };
}

async function place(means: Means, row: OutboxRow, letter: LetterOf<'place'>): Promise<Delivered> {
  const { db, api } = means;
  if (row.caseId === null || row.slot === null) return { kind: 'refused', error: 'no_place' };
  const standing = await postIn(db, row.caseId, row.slot);
  if (standing === null) return post(means, row, letter, await threadOf(db, row.caseId));
  try {
    await api.update(letter.channel, standing, letter.message);
    return { kind: 'sent', ts: standing };
  } catch (error) {
    const failure = readFailure(error);
    if (failure.kind !== 'refused' || !GONE.includes(failure.error)) return failure;
    await removePost(db, row.caseId, row.slot);
    return post(means, row, letter, await threadOf(db, row.caseId));
  }
}

async function post(
  { api }: Means,
  row: OutboxRow,
  letter: LetterOf<'reply' | 'place'>,
  thread: string | null,
): Promise<Delivered> {
  if (letter.kind === 'reply' && row.caseId !== null && thread === null) {
    return { kind: 'refused', error: 'thread_never_began' };
  }
  if (row.uncertain) {
    const earlier = await sentSince(api, { channel: letter.channel, thread, queuedAt: row.queuedAt });
    const mine = earlier.find((message) => message.opId === row.opId);
    if (mine !== undefined) return { kind: 'sent', ts: mine.ts };
  }
  return { kind: 'sent', ts: await api.post(letter.channel, thread, letter.message, row.opId) };
}
