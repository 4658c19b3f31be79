import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { altText, type Picture } from '../report/picture/index.ts';
import type { SlackMessage } from '../report/slack/message.ts';
import { pictureTwinMessage } from '../report/slack/picture-twin.ts';
import { enqueue, supersede } from '../store/outbox.ts';
import type { Db } from '../store/schema.ts';

/** Blocks as they were made; the outbox gives them back unchanged. */
const blocks = z.custom<KnownBlock[]>((value) => Array.isArray(value));
const message = z.object({ text: z.string(), blocks });

/** Whom to tell when Slack refuses a letter for good: the person who asked, where they asked. */
const teller = z.object({ channel: z.string(), user: z.string(), responseUrl: z.string().nullable() });

/**
 * One thing to be said in Slack. `reply` goes into its case's thread, or into `thread` when it belongs to no case.
 * `place` is the message that stands in one place of its case (the card): posted once, updated from then on.
 * `ephemeral` is for one person; `response` answers through the address that came with a command or a button.
 * `picture` is an image in the case's thread.
 */
export const letterSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reply'),
    channel: z.string(),
    thread: z.string().nullable(),
    message,
    teller: teller.nullable(),
  }),
  z.object({ kind: z.literal('place'), channel: z.string(), message, teller: teller.nullable() }),
  z.object({
    kind: z.literal('ephemeral'),
    channel: z.string(),
    thread: z.string().nullable(),
    user: z.string(),
    message,
  }),
  z.object({ kind: z.literal('response'), url: z.string(), message }),
  // The drawing is kept as text and rendered when it is sent.
  z.object({
    kind: z.literal('picture'),
    channel: z.string(),
    thread: z.string().nullable(),
    picture: z.object({
      id: z.string(),
      title: z.string(),
      svg: z.string(),
      width: z.number(),
      height: z.number(),
      alt: z.string(),
    }),
    /** What is said when the picture cannot be posted. */
    twin: message,
    teller: teller.nullable(),
  }),
]);

export type Letter = z.output<typeof letterSchema>;
export type LetterOf<Kind extends Letter['kind']> = Extract<Letter, { readonly kind: Kind }>;
export type Teller = z.output<typeof teller>;

/** The slots of a case's pictures begin so. */
export const PICTURE_SLOTS = 'picture-';

/** The card's place in its case; the card of a case that has no thread begins it. */
export const CARD = 'card';

/** A case's message in one place: an older version of it that has not left yet is dropped. */
export async function putInPlace(
  tx: Db,
  given: { readonly caseId: string; readonly slot: string; readonly channel: string; readonly stands: boolean },
  content: SlackMessage,
  teller: Teller | null,
  now: number,
): Promise<void> {
  // The first card is not dropped: replies behind it in the queue need its thread, and it comes before them.
  if (given.stands) await supersede(tx, given.caseId, given.slot);
  const letter: Letter = { kind: 'place', channel: given.channel, message: content, teller };
  await enqueue(tx, { queue: given.channel, caseId: given.caseId, letter, slot: given.slot }, now);
}

/** Messages one below the other: in the case's thread, or in `thread` when there is no case. */
export async function reply(
  tx: Db,
  to: { readonly caseId: string | null; readonly channel: string; readonly thread: string | null },
  messages: readonly SlackMessage[],
  teller: Teller | null,
  now: number,
): Promise<void> {
  for (const content of messages) {
    const letter: Letter = { kind: 'reply', channel: to.channel, thread: to.thread, message: content, teller };
    await enqueue(tx, { queue: to.channel, caseId: to.caseId, letter, slot: null }, now);
  }
}

/** Pictures in a case's thread, each an image with its description; one that has not left yet gives way to its successor. */
export async function showPictures(
  tx: Db,
  to: { readonly caseId: string; readonly channel: string; readonly thread: string | null },
  pictures: readonly Picture[],
  teller: Teller | null,
  now: number,
): Promise<void> {
  const { caseId, channel, thread } = to;
  for (const picture of pictures) {
    const { id, title, svg, width, height } = picture;
    const slot = `${PICTURE_SLOTS}${id}`;
    const drawn = { id, title, svg, width, height, alt: altText(picture) };
    const twin = pictureTwinMessage(picture);
    const letter: Letter = { kind: 'picture', channel, thread, picture: drawn, twin, teller };
    await supersede(tx, caseId, slot);
    await enqueue(tx, { queue: channel, caseId, letter, slot }, now);
  }
}

/** A word to one person: through the response address when there is one, else as an ephemeral message. */
export async function tell(
  tx: Db,
  to: Teller & { readonly thread: string | null },
  messages: readonly SlackMessage[],
  now: number,
): Promise<void> {
  for (const content of messages) {
    const { channel, user, thread, responseUrl } = to;
    const letter: Letter =
      responseUrl === null
        ? { kind: 'ephemeral', channel, user, thread, message: content }
        : { kind: 'response', url: responseUrl, message: content };
    const queue = responseUrl ?? channel;
    await enqueue(tx, { queue, caseId: null, letter, slot: null }, now);
  }
}
