import { z } from 'zod';
import { isObject } from '../blocks/finder.ts';
import { ApiError } from '../errors.ts';
import { MESSAGE_TEXT, METADATA_JSON } from '../limits.ts';
import { changeMessage, postMessage, removeMessage, whisper } from '../messages.ts';
import type { Channel, Message, MessageMetadata } from '../model.ts';
import type { Room } from '../room.ts';
import { wireMessage } from '../wire.ts';
import { content, readContent } from './content.ts';
import { findChannel, flag, method, nested } from './method.ts';

const metadata = nested.optional();

export const chatMethods = [
  method({
    name: 'chat.postMessage',
    scopes: ['chat:write'],
    tier: 'post',
    args: z.object({
      ...content,
      channel: z.string(),
      thread_ts: z.string().optional(),
      reply_broadcast: flag.default(false),
      metadata,
    }),
    run(room, args) {
      const channel = findChannel(room, args.channel);
      const { warning, ...body } = readContent(args);
      if (args.thread_ts !== undefined) findParent(room, channel, args.thread_ts);
      const subtype = args.thread_ts !== undefined && args.reply_broadcast ? 'thread_broadcast' : undefined;
      const message = postMessage(room, {
        channel,
        ...body,
        user: room.workspace.app.botUserId,
        byBot: true,
        threadTs: args.thread_ts,
        subtype,
        metadata: readMetadata(args.metadata),
      });
      const shown = wireMessage(room.workspace, room.baseUrl, message, true);
      return { channel: channel.id, ts: message.ts, message: shown, ...warned(warning) };
    },
  }),
  method({
    name: 'chat.update',
    scopes: ['chat:write'],
    tier: 3,
    args: z.object({ ...content, channel: z.string(), ts: z.string(), metadata }),
    run(room, args) {
      const channel = findChannel(room, args.channel);
      const before = findOwn(room, channel, args.ts, 'cant_update_message');
      if ((args.text?.length ?? 0) > MESSAGE_TEXT) throw new ApiError('msg_too_long');
      const { text, ...rest } = readContent(args);
      const changed = {
        text,
        blocks: rest.blocks ?? (args.text === undefined ? before.blocks : undefined),
        attachments: rest.attachments,
        metadata: readMetadata(args.metadata) ?? before.metadata,
      };
      const after = changeMessage(room, channel, before, changed, room.workspace.app.botUserId);
      const shown = wireMessage(room.workspace, room.baseUrl, after, true);
      return { channel: channel.id, ts: after.ts, text: after.text, message: shown };
    },
  }),
  method({
    name: 'chat.delete',
    scopes: ['chat:write'],
    tier: 3,
    args: z.object({ channel: z.string(), ts: z.string() }),
    run(room, args) {
      const channel = findChannel(room, args.channel);
      removeMessage(room, channel, findOwn(room, channel, args.ts, 'cant_delete_message'));
      return { channel: channel.id, ts: args.ts };
    },
  }),
  method({
    name: 'chat.postEphemeral',
    scopes: ['chat:write'],
    args: z.object({ ...content, channel: z.string(), user: z.string(), thread_ts: z.string().optional() }),
    run(room, args) {
      const channel = findChannel(room, args.channel);
      if (!channel.members.has(args.user)) throw new ApiError('user_not_in_channel');
      if (args.thread_ts !== undefined) findParent(room, channel, args.thread_ts);
      const to = { user: args.user, channel: channel.id, threadTs: args.thread_ts };
      return { message_ts: whisper(room, 'bot', to, readContent(args)) };
    },
  }),
  method({
    name: 'chat.getPermalink',
    args: z.object({ channel: z.string(), message_ts: z.string() }),
    run(room, args) {
      const channel = findChannel(room, args.channel);
      const message = room.workspace.message(channel.id, args.message_ts);
      if (!message) throw new ApiError('message_not_found');
      const path = `${room.baseUrl}/archives/${channel.id}/p${message.ts.replace('.', '')}`;
      const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
      return { channel: channel.id, permalink: `${path}${thread}` };
    },
  }),
];

/**
 * The message a thread hangs from. Throws `thread_not_found` for a ts that is no message, or that is itself a reply:
 * Slack lets some of those pass and the reply is then seen by nobody, so it is refused here.
 */
export function findParent(room: Room, channel: Channel, threadTs: string): Message {
  const parent = room.workspace.message(channel.id, threadTs);
  if (!parent || parent.threadTs !== undefined) throw new ApiError('thread_not_found');
  return parent;
}

function findOwn(room: Room, channel: Channel, ts: string, refusal: string): Message {
  const message = room.workspace.message(channel.id, ts);
  if (!message) throw new ApiError('message_not_found');
  if (message.botId !== room.workspace.app.botId || message.subtype === 'tombstone') throw new ApiError(refusal);
  return message;
}

/** Message metadata (docs.slack.dev/messaging/message-metadata). Throws `invalid_metadata_format`, `metadata_too_large`. */
function readMetadata(value: unknown): MessageMetadata | undefined {
  if (value === undefined || value === '') return undefined;
  if (!isObject(value) || typeof value.event_type !== 'string' || !isObject(value.event_payload)) {
    throw new ApiError('invalid_metadata_format');
  }
  if (JSON.stringify(value).length > METADATA_JSON) throw new ApiError('metadata_too_large');
  return { event_type: value.event_type, event_payload: value.event_payload };
}

function warned(warning: string | undefined): object {
  return warning === undefined ? {} : { warning, response_metadata: { warnings: [warning] } };
}
