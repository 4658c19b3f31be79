import { EVENT_SCOPE } from './manifest.ts';
import type { Channel, JsonObject, Message } from './model.ts';
import type { Room } from './room.ts';
import { wireMessage } from './wire.ts';

/** One thing that happened, under the name an app subscribes to. */
interface Happening {
  readonly subscription: string;
  readonly channel: Channel;
  readonly event: JsonObject;
}

const SUBSCRIPTION = { channel: 'message.channels', group: 'message.groups', im: 'message.im' } as const;

/**
 * A new message becomes a `message` event and, when a person mentioned the bot outside a direct conversation, an
 * `app_mention` as well: two envelopes with their own event_id about one channel and ts, as in Slack.
 */
export function announcePost(room: Room, channel: Channel, message: Message): void {
  const wire = wireMessage(room.workspace, room.baseUrl, message);
  const mentioned = message.text.includes(`<@${room.workspace.app.botUserId}>`);
  if (mentioned && message.botId === undefined && channel.kind !== 'im') {
    const { subtype: _, ...rest } = wire;
    const event = { ...rest, type: 'app_mention', channel: channel.id, event_ts: message.ts };
    publish(room, { subscription: 'app_mention', channel, event });
  }
  const event = { ...wire, channel: channel.id, event_ts: message.ts, channel_type: channel.kind };
  publish(room, { subscription: SUBSCRIPTION[channel.kind], channel, event });
  for (const id of message.files ?? []) announceFile(room, channel, id, message);
}

/** `message_changed`, hidden, with the message before and after. */
export function announceChange(room: Room, channel: Channel, before: Message, after: Message): void {
  announceHidden(room, channel, 'message_changed', {
    message: wireMessage(room.workspace, room.baseUrl, after),
    previous_message: wireMessage(room.workspace, room.baseUrl, before),
  });
}

export function announceRemoval(room: Room, channel: Channel, before: Message): void {
  announceHidden(room, channel, 'message_deleted', {
    deleted_ts: before.ts,
    previous_message: wireMessage(room.workspace, room.baseUrl, before),
  });
}

export function announceReaction(room: Room, channel: Channel, message: Message, user: string, name: string): void {
  const item = { type: 'message', channel: channel.id, ts: message.ts };
  const event = { type: 'reaction_added', user, reaction: name, item, item_user: message.user };
  publish(room, { subscription: 'reaction_added', channel, event: { ...event, event_ts: room.workspace.ids.ts() } });
}

/** A person opened the app's Home or Messages tab. */
export function announceHomeOpened(room: Room, user: string, tab: 'home' | 'messages'): void {
  const channel = room.workspace.directMessage(user);
  const event = { type: 'app_home_opened', user, channel: channel.id, tab, event_ts: room.workspace.ids.ts() };
  publish(room, { subscription: 'app_home_opened', channel, event });
}

function announceFile(room: Room, channel: Channel, fileId: string, message: Message): void {
  const ids = { channel_id: channel.id, file_id: fileId, user_id: message.user };
  const event = { type: 'file_shared', ...ids, file: { id: fileId }, event_ts: message.ts };
  publish(room, { subscription: 'file_shared', channel, event });
}

function announceHidden(room: Room, channel: Channel, subtype: string, fields: JsonObject): void {
  const ts = room.workspace.ids.ts();
  const frame = { type: 'message', subtype, hidden: true, channel: channel.id, ts, event_ts: ts };
  const event = { ...frame, channel_type: channel.kind, ...fields };
  publish(room, { subscription: SUBSCRIPTION[channel.kind], channel, event });
}

/** Sends a happening to the app if it subscribed to it, holds its scope, and is a member of the channel. */
function publish(room: Room, { subscription, channel, event }: Happening): void {
  const { settings, oauth_config } = room.manifest;
  if (!settings.event_subscriptions.bot_events.includes(subscription)) return;
  const scope = EVENT_SCOPE[subscription];
  if (scope !== undefined && !oauth_config.scopes.bot.includes(scope)) return;
  if (!room.workspace.botIsIn(channel)) return;
  const { app, team, ids } = room.workspace;
  const bot = { enterprise_id: null, team_id: team.id, user_id: app.botUserId, is_bot: true };
  room.outbox.event({
    token: room.secrets.verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: ids.next('Ev'),
    event_time: Math.floor(room.clock.now() / 1000),
    authorizations: [{ ...bot, is_enterprise_install: false }],
    is_ext_shared_channel: channel.isShared === true,
    event_context: `4-${ids.next('')}`,
  });
}
