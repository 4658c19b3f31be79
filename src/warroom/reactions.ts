import { announceReaction } from './events.ts';
import type { Message } from './model.ts';
import type { Room } from './room.ts';

/** Adds a reaction. Returns false when this person had already reacted so. */
export function react(room: Room, message: Message, user: string, name: string): boolean {
  const known = message.reactions.find((reaction) => reaction.name === name);
  if (known?.users.includes(user)) return false;
  const others = message.reactions.filter((reaction) => reaction !== known);
  const reactions = [...others, { name, users: [...(known?.users ?? []), user] }];
  room.workspace.replaceMessage({ ...message, reactions });
  const channel = room.workspace.channels.get(message.channel);
  if (channel) announceReaction(room, channel, message, user, name);
  return true;
}

/** Takes a reaction back. Returns false when there was none. */
export function unreact(room: Room, message: Message, user: string, name: string): boolean {
  const known = message.reactions.find((reaction) => reaction.name === name);
  if (!known?.users.includes(user)) return false;
  const left = { name, users: known.users.filter((id) => id !== user) };
  const reactions = message.reactions.flatMap((reaction) => {
    if (reaction !== known) return [reaction];
    return left.users.length > 0 ? [left] : [];
  });
  room.workspace.replaceMessage({ ...message, reactions });
  return true;
}
