import { z } from 'zod';
import type { Arriving, FileRef } from '../job.ts';
import { threadLane } from '../job.ts';
import { readSaid } from '../message-text.ts';

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  file_access: z.string().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});

const message = z.object({
  subtype: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  ts: z.string(),
  thread_ts: z.string().nullish(),
  text: z.string().nullish(),
  blocks: z.unknown().optional(),
  files: z.array(file).nullish(),
});

/** A message as Slack describes it in events, in history and in shortcuts. */
export type WireMessage = z.output<typeof message>;
export const wireMessageSchema = message;

const event = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().nullish(),
  channel: z.string(),
  channel_type: z.string().nullish(),
  deleted_ts: z.string().nullish(),
  message: message.nullish(),
  previous_message: message.partial({ ts: true }).nullish(),
});

const envelope = z.object({
  team_id: z.string(),
  event_id: z.string(),
  is_ext_shared_channel: z.boolean().nullish(),
  event,
});

/** Subtypes that are a person's own new words; every other one is Slack's or an app's. */
const SPOKEN: readonly (string | null | undefined)[] = [undefined, null, 'file_share', 'thread_broadcast'];

/**
 * Reads the body of a message event or an app mention. Null for what nobody said to anybody: joins, other apps, the
 * bot itself. A mention comes twice, as `app_mention` and as `message`: both have one key in common.
 */
export function readMessageEvent(body: unknown, botUserId: string): Arriving | null {
  const outer = envelope.parse(body);
  const { channel, subtype } = outer.event;
  const context = { team: outer.team_id, channel, eventKey: `event:${outer.event_id}` };
  if (subtype === 'message_changed') return readEdit(outer, context, botUserId);
  if (subtype === 'message_deleted') return readDeletion(outer, context);
  if (!SPOKEN.includes(subtype)) return null;
  const given = message.parse(readEvent(body));
  if (!isPerson(given, botUserId)) return null;
  const spoken = readSpoken(given);
  const mention = outer.event.type === 'app_mention' || spoken.said.words.includes(`@${botUserId}`);
  return {
    job: {
      kind: 'message',
      team: context.team,
      channel,
      user: given.user,
      ...spoken,
      direct: outer.event.channel_type === 'im',
      mention,
      shared: outer.is_ext_shared_channel === true,
    },
    lane: threadLane(channel, spoken.thread ?? spoken.ts),
    keys: [context.eventKey, `message:${context.team}:${channel}:${spoken.ts}`],
  };
}

interface Context {
  readonly team: string;
  readonly channel: string;
  readonly eventKey: string;
}

function readEvent(body: unknown): unknown {
  return z.object({ event: z.unknown() }).parse(body).event;
}

/** Unfurled links arrive as edits too: they leave the text as it was, and nothing is done for them. */
function readEdit(
  outer: z.output<typeof envelope>,
  { team, channel, eventKey }: Context,
  bot: string,
): Arriving | null {
  const after = outer.event.message;
  if (!after) return null;
  const before = outer.event.previous_message;
  // A parent that has replies is not removed but replaced by a tombstone.
  if (after.subtype === 'tombstone') return deletion(team, channel, after, eventKey);
  if (!isPerson(after, bot)) return null;
  const spoken = readSpoken(after);
  const same = before && JSON.stringify(readSpoken({ ...before, ts: after.ts })) === JSON.stringify(spoken);
  if (same) return null;
  return {
    job: { kind: 'edited', team, channel, user: after.user, ...spoken },
    lane: threadLane(channel, spoken.thread ?? spoken.ts),
    keys: [eventKey],
  };
}

function readDeletion(outer: z.output<typeof envelope>, { team, channel, eventKey }: Context): Arriving | null {
  const ts = outer.event.deleted_ts ?? outer.event.previous_message?.ts;
  if (!ts) return null;
  return deletion(team, channel, { ts, thread_ts: outer.event.previous_message?.thread_ts }, eventKey);
}

function deletion(
  team: string,
  channel: string,
  gone: Pick<WireMessage, 'ts' | 'thread_ts'>,
  eventKey: string,
): Arriving {
  const thread = gone.thread_ts ?? null;
  return {
    job: { kind: 'deleted', team, channel, ts: gone.ts, thread },
    lane: threadLane(channel, thread ?? gone.ts),
    keys: [eventKey],
  };
}

function isPerson(given: WireMessage, bot: string): given is WireMessage & { user: string } {
  return typeof given.user === 'string' && given.user !== bot && !given.bot_id;
}

/** What a message says, where it stands and what hangs on it. */
export function readSpoken(given: WireMessage): {
  readonly ts: string;
  readonly thread: string | null;
  readonly said: ReturnType<typeof readSaid>;
  readonly files: FileRef[];
} {
  const files = (given.files ?? []).filter((one) => one.mode !== 'tombstone');
  return {
    ts: given.ts,
    thread: given.thread_ts ?? null,
    said: readSaid({ text: given.text ?? '', blocks: given.blocks }),
    files: files.map((one) => ({
      id: one.id,
      name: one.name ?? one.id,
      mimetype: one.mimetype ?? '',
      size: one.size ?? 0,
      url: one.file_access === 'check_file_info' ? null : (one.url_private_download ?? one.url_private ?? null),
    })),
  };
}
