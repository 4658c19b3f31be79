import { Refusal } from '../errors.ts';
import { whisper } from '../messages.ts';
import type { Room } from '../room.ts';
import { wireMessage } from '../wire.ts';
import type { InteractionResult } from './command.ts';
import { actingPerson, channelOf, channelRef, failureWord, interactionFrame } from './payload.ts';

export interface ShortcutInput {
  readonly user: string;
  readonly callbackId: string;
  /** Both are given for a message shortcut and neither for a global one. */
  readonly channel?: string | undefined;
  readonly messageTs?: string | undefined;
}

/** A person uses a shortcut: `message_action` with the whole message, or a global `shortcut`. Works inside threads. */
export async function runShortcut(room: Room, input: ShortcutInput): Promise<InteractionResult> {
  const user = actingPerson(room, input.user);
  const shortcut = room.manifest.features.shortcuts.find(({ callback_id }) => callback_id === input.callbackId);
  if (!shortcut) throw new Refusal(`The app has no shortcut ${input.callbackId}.`);
  const shared = {
    ...interactionFrame(room, user),
    callback_id: shortcut.callback_id,
    action_ts: room.workspace.ids.ts(),
    trigger_id: room.triggers.issue(user.id),
  };
  if (shortcut.type === 'global') {
    const outcome = await room.outbox.ask('interactive', { ...shared, type: 'shortcut' });
    return outcome.kind === 'acked' ? { kind: 'acked' } : { kind: 'failed', error: failureWord(outcome.reason) };
  }
  const channel = channelOf(room, user, input.channel ?? '');
  const message = room.workspace.message(channel.id, input.messageTs ?? '');
  if (!message) throw new Refusal('That message is gone.');
  const threadTs = message.threadTs;
  const place = { user: user.id, channel: channel.id, threadTs };
  const outcome = await room.outbox.ask('interactive', {
    ...shared,
    type: 'message_action',
    response_url: room.responseUrls.issue({ ...place, messageTs: message.ts, ephemeral: false }),
    message_ts: message.ts,
    channel: channelRef(channel),
    message: wireMessage(room.workspace, room.baseUrl, message),
  });
  if (outcome.kind === 'acked') return { kind: 'acked' };
  const error = failureWord(outcome.reason);
  whisper(room, 'slackbot', place, { text: `${shortcut.name} failed with the error "${error}"` });
  return { kind: 'failed', error };
}
