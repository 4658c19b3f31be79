import { Refusal } from '../errors.ts';
import type { Channel, JsonObject, User } from '../model.ts';
import type { Room } from '../room.ts';

/** The fields every interaction payload shares (docs.slack.dev/reference/interaction-payloads). */
export function interactionFrame(room: Room, user: User): JsonObject {
  const { team, app } = room.workspace;
  return {
    token: room.secrets.verificationToken,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: app.id,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team ?? team.id },
  };
}

/** The short form of a channel; direct conversations are called `directmessage`. */
export function channelRef(channel: Channel): { id: string; name: string } {
  return { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name };
}

/** A person by id or handle. */
export function actingPerson(room: Room, id: string): User {
  const { users } = room.workspace;
  const user = users.get(id) ?? [...users.values()].find(({ name }) => name === id);
  if (!user || user.isBot) throw new Refusal(`There is no person ${id} here.`);
  return user;
}

/** A channel the person is in, by id or by name. */
export function channelOf(room: Room, user: User, wanted: string, needMember = true): Channel {
  const name = wanted.replace(/^#/, '');
  const channel =
    room.workspace.channels.get(wanted) ??
    [...room.workspace.channels.values()].find((known) => known.name === name && name !== '');
  if (!channel) throw new Refusal(`There is no channel ${wanted} here.`);
  if (needMember && !channel.members.has(user.id)) throw new Refusal(`${user.realName} is not in this conversation.`);
  return channel;
}

/** Why an interaction failed, in the word Slack shows the person. */
export function failureWord(reason: 'timeout' | 'connection_failed' | 'http_error'): string {
  return reason === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
}
