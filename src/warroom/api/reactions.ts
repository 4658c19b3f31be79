import { z } from 'zod';
import { ApiError } from '../errors.ts';
import type { Message } from '../model.ts';
import { react, unreact } from '../reactions.ts';
import type { Room } from '../room.ts';
import { wireMessage } from '../wire.ts';
import { findChannel, method } from './method.ts';

const item = { channel: z.string(), timestamp: z.string() };

export const reactionMethods = [
  method({
    name: 'reactions.add',
    scopes: ['reactions:write'],
    tier: 3,
    args: z.object({ ...item, name: z.string() }),
    run(room, args) {
      if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(args.name)) throw new ApiError('invalid_name');
      if (!react(room, find(room, args), room.workspace.app.botUserId, args.name))
        throw new ApiError('already_reacted');
      return {};
    },
  }),
  method({
    name: 'reactions.remove',
    scopes: ['reactions:write'],
    tier: 2,
    args: z.object({ ...item, name: z.string() }),
    run(room, args) {
      if (!unreact(room, find(room, args), room.workspace.app.botUserId, args.name)) throw new ApiError('no_reaction');
      return {};
    },
  }),
  method({
    name: 'reactions.get',
    scopes: ['reactions:read'],
    tier: 3,
    args: z.object(item),
    run(room, args) {
      const message = find(room, args);
      const wire = wireMessage(room.workspace, room.baseUrl, message);
      return { type: 'message', channel: message.channel, message: wire };
    },
  }),
];

function find(room: Room, args: { readonly channel: string; readonly timestamp: string }): Message {
  const channel = findChannel(room, args.channel);
  const message = room.workspace.message(channel.id, args.timestamp);
  if (!message) throw new ApiError('message_not_found');
  return message;
}
