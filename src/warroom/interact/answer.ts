import { readContent } from '../api/content.ts';
import { isObject } from '../blocks/finder.ts';
import { changeMessage, postMessage, removeMessage, whisper } from '../messages.ts';
import type { JsonObject } from '../model.ts';
import type { ResponseTarget } from '../response-urls.ts';
import type { Room } from '../room.ts';

/**
 * Carries out what an app answered to an interaction, in its acknowledgement or through a response_url: an ephemeral
 * unless `response_type` is `in_channel`; or a change or removal of the message it came from. Throws ApiError for
 * content Slack refuses. The cumulative block limit does not apply here.
 */
export function applyAnswer(room: Room, target: ResponseTarget, body: JsonObject): void {
  const channel = room.workspace.channels.get(target.channel);
  if (!channel) return;
  if (body.delete_original === true) {
    removeOriginal(room, target);
    return;
  }
  const { text, blocks, attachments } = body;
  const said = readContent({ text: typeof text === 'string' ? text : undefined, blocks, attachments }, false);
  if (body.replace_original === true && target.messageTs !== undefined) {
    replaceOriginal(room, target, said);
    return;
  }
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : target.threadTs;
  if (body.response_type === 'in_channel') {
    postMessage(room, { channel, ...said, user: room.workspace.app.botUserId, byBot: true, threadTs });
    return;
  }
  whisper(room, 'bot', { user: target.user, channel: target.channel, threadTs }, said);
}

/** Whether an acknowledgement says something, or is the usual empty one. */
export function saysSomething(body: unknown): body is JsonObject {
  return isObject(body) && (body.text !== undefined || body.blocks !== undefined || body.attachments !== undefined);
}

function removeOriginal(room: Room, { channel: channelId, messageTs, ephemeral }: ResponseTarget): void {
  if (messageTs === undefined) return;
  if (ephemeral) {
    room.workspace.dropEphemeral(messageTs);
    return;
  }
  const channel = room.workspace.channels.get(channelId);
  const message = room.workspace.message(channelId, messageTs);
  if (channel && message) removeMessage(room, channel, message);
}

function replaceOriginal(room: Room, target: ResponseTarget, said: ReturnType<typeof readContent>): void {
  const { channel: channelId, messageTs, ephemeral, user } = target;
  if (messageTs === undefined) return;
  if (ephemeral) {
    const known = room.workspace.ephemerals(user).find((one) => one.ts === messageTs);
    if (known) room.workspace.putEphemeral({ ...known, text: said.text, blocks: said.blocks });
    return;
  }
  const channel = room.workspace.channels.get(channelId);
  const message = room.workspace.message(channelId, messageTs);
  if (!channel || !message) return;
  const { text, blocks, attachments } = said;
  changeMessage(room, channel, message, { text, blocks, attachments }, room.workspace.app.botUserId);
}
