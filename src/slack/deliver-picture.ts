import type { Result } from '../model/result.ts';
import { threadOf } from '../store/cases.ts';
import type { OutboxRow } from '../store/outbox.ts';
import type { Delivered } from './deliver.ts';
import type { LetterOf } from './letter.ts';
import type { SenderOptions } from './sender.ts';
import { sentSince } from './sent-since.ts';

/** Makes a PNG of a drawing whose size is given in CSS pixels. */
export type Rasterise = (drawn: {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}) => Promise<Result<Uint8Array>>;

type Means = Pick<SenderOptions, 'db' | 'api' | 'upload' | 'rasterise'>;

/**
 * Posts a picture: renders it, sends its bytes and shares them in the thread. Slack leaves no mark of ours on a shared
 * file, so its name carries one: a try whose end nobody knows is found by it.
 */
export async function deliverPicture(means: Means, row: OutboxRow, letter: LetterOf<'picture'>): Promise<Delivered> {
  const { db, api, upload, rasterise } = means;
  const { channel, picture } = letter;
  const thread = row.caseId === null ? letter.thread : await threadOf(db, row.caseId);
  if (thread === null) return { kind: 'refused', error: 'thread_never_began' };
  const name = fileName(picture.id, row.opId);
  if (row.uncertain) {
    const earlier = await sentSince(api, { channel, thread, queuedAt: row.queuedAt });
    const mine = earlier.find(({ files }) => files.includes(name));
    if (mine !== undefined) return { kind: 'sent', ts: mine.ts };
  }
  const rendered = await rasterise(picture);
  if (!rendered.ok) return { kind: 'refused', error: rendered.error.code };
  const file = await api.newFile(name, rendered.value.length, picture.alt);
  const uploaded = await upload(file.url, rendered.value);
  if (uploaded !== 'sent') return { kind: uploaded, error: 'upload' };
  await api.shareFile(channel, thread, { id: file.id, title: picture.title });
  return { kind: 'sent', ts: null };
}

/** `paths-1f6e2c9a.png`; the last part is of the letter's own mark. */
function fileName(id: string, opId: string): string {
  return `${id}-${opId.slice(0, 8)}.png`;
}
