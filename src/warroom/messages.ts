import { announceChange, announcePost, announceRemoval } from './events.ts';
import type { Block, Channel, JsonObject, Message, MessageMetadata } from './model.ts';
import type { Room } from './room.ts';
import { statusKey } from './state.ts';

export interface Draft {
  readonly channel: Channel;
  readonly user: string;
  readonly text: string;
  readonly byBot?: boolean;
  readonly blocks?: readonly Block[] | undefined;
  readonly attachments?: readonly JsonObject[] | undefined;
  readonly threadTs?: string | undefined;
  readonly subtype?: string | undefined;
  readonly files?: readonly string[] | undefined;
  readonly metadata?: MessageMetadata | undefined;
  readonly clientMsgId?: string | undefined;
}

/** Puts a message into its channel and tells the app. A post by the bot ends the thread's "is working" status. */
export function postMessage(room: Room, draft: Draft): Message {
  const { channel, byBot = false, ...rest } = draft;
  const { workspace } = room;
  const botId = byBot ? workspace.app.botId : undefined;
  const message: Message = { ...rest, ts: workspace.ids.ts(), channel: channel.id, botId, reactions: [] };
  if (byBot && message.threadTs !== undefined) workspace.statuses.delete(statusKey(channel.id, message.threadTs));
  workspace.addMessage(message);
  for (const id of message.files ?? []) share(room, id, message);
  announcePost(room, channel, message);
  return message;
}

export type Patch = Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata' | 'files'>>;

/** Changes a message in place, marks it edited, and tells the app with `message_changed`. */
export function changeMessage(room: Room, channel: Channel, before: Message, patch: Patch, by: string): Message {
  const after: Message = { ...before, ...patch, edited: { user: by, ts: room.workspace.ids.ts() } };
  room.workspace.replaceMessage(after);
  announceChange(room, channel, before, after);
  return after;
}

/** Deletes a message. One that has replies leaves a tombstone, so that its thread stays reachable. */
export function removeMessage(room: Room, channel: Channel, message: Message): void {
  if (room.workspace.replies(channel.id, message.ts).length === 0) {
    room.workspace.dropMessage(message);
    announceRemoval(room, channel, message);
    return;
  }
  const bare = { ...message, blocks: undefined, attachments: undefined, files: undefined, metadata: undefined };
  const after: Message = { ...bare, subtype: 'tombstone', text: 'This message was deleted.', reactions: [] };
  room.workspace.replaceMessage(after);
  announceChange(room, channel, message, after);
}

/** A message only `user` sees: the bot's own, or the platform's word about something that did not work. */
export function whisper(
  room: Room,
  from: 'bot' | 'slackbot',
  to: { readonly user: string; readonly channel: string; readonly threadTs?: string | undefined },
  body: { readonly text: string; readonly blocks?: readonly Block[] | undefined },
): string {
  const ts = room.workspace.ids.ts();
  room.workspace.putEphemeral({ ts, from, ...to, ...body });
  return ts;
}

function share(room: Room, fileId: string, message: Message): void {
  const file = room.workspace.files.get(fileId);
  if (!file) return;
  const { channel, ts, threadTs } = message;
  room.workspace.putFile({ ...file, shares: [...file.shares, { channel, ts, threadTs }] });
}
