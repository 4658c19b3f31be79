import { z } from 'zod';
import { ApiError } from '../errors.ts';
import type { Channel, Message } from '../model.ts';
import type { Room } from '../room.ts';
import { wireChannel, wireMessage } from '../wire.ts';
import { findParent } from './chat.ts';
import { count, findChannel, flag, method, needChannelScope, pageOf, paging } from './method.ts';

const window = {
  ...paging,
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
};
const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];

export const conversationMethods = [
  method({
    name: 'conversations.info',
    scopes: READ,
    tier: 3,
    args: z.object({ channel: z.string(), include_num_members: flag.default(false) }),
    run(room, args) {
      const channel = findChannel(room, args.channel, false);
      needChannelScope(room, channel, 'read');
      return { channel: wireChannel(room.workspace, channel) };
    },
  }),
  method({
    name: 'conversations.list',
    scopes: READ,
    tier: 2,
    args: z.object({ ...paging, types: z.string().default('public_channel'), exclude_archived: flag.default(false) }),
    run(room, args) {
      const names = { channel: 'public_channel', group: 'private_channel', im: 'im' } as const;
      const asked = args.types.split(',').map((type) => type.trim());
      const found = [...room.workspace.channels.values()].filter(
        (channel) =>
          asked.includes(names[channel.kind]) && (channel.kind === 'channel' || room.workspace.botIsIn(channel)),
      );
      for (const channel of found) needChannelScope(room, channel, 'read');
      const { items, next } = pageOf(found, args.cursor, args.limit);
      const channels = items.map((channel) => wireChannel(room.workspace, channel));
      return { channels, response_metadata: { next_cursor: next } };
    },
  }),
  method({
    name: 'conversations.members',
    scopes: READ,
    args: z.object({ ...paging, channel: z.string() }),
    run(room, args) {
      const channel = findChannel(room, args.channel);
      needChannelScope(room, channel, 'read');
      const { items, next } = pageOf([...channel.members], args.cursor, args.limit);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  }),
  method({
    name: 'conversations.open',
    scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
    tier: 3,
    args: z.object({ users: z.string().optional(), channel: z.string().optional(), return_im: flag.default(false) }),
    run(room, args) {
      if (args.channel !== undefined) return { channel: { id: findChannel(room, args.channel).id } };
      const users = (args.users ?? '').split(',').filter((id) => id !== '');
      if (users.length === 0) throw new ApiError('users_list_not_supplied');
      if (users.length > 1) throw new ApiError('not_enough_users');
      const person = room.workspace.users.get(users[0] ?? '');
      if (!person || person.isBot) throw new ApiError('user_not_found');
      const channel = room.workspace.directMessage(person.id);
      const shape = args.return_im ? wireChannel(room.workspace, channel) : { id: channel.id };
      return { channel: shape, no_op: true, already_open: true };
    },
  }),
  method({
    name: 'conversations.history',
    scopes: ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    tier: 3,
    args: z.object({ ...window, channel: z.string() }),
    run(room, args) {
      const channel = findChannel(room, args.channel);
      needChannelScope(room, channel, 'history');
      const shown = channel.messages.filter(
        (message) => message.threadTs === undefined || message.subtype === 'thread_broadcast',
      );
      return listing(room, channel, shown.filter(within(args)).reverse(), args);
    },
  }),
  method({
    name: 'conversations.replies',
    scopes: ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    tier: 3,
    args: z.object({ ...window, channel: z.string(), ts: z.string(), limit: count.default(1000) }),
    run(room, args) {
      const channel = findChannel(room, args.channel);
      needChannelScope(room, channel, 'history');
      const asked = room.workspace.message(channel.id, args.ts);
      const parent = findParent(room, channel, asked?.threadTs ?? args.ts);
      const replies = room.workspace.replies(channel.id, parent.ts).filter(within(args));
      return listing(room, channel, [parent, ...replies], args);
    },
  }),
];

interface Window {
  readonly oldest?: string | undefined;
  readonly latest?: string | undefined;
  readonly inclusive: boolean;
  readonly include_all_metadata: boolean;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

function within({ oldest, latest, inclusive }: Window): (message: Message) => boolean {
  return ({ ts }) => {
    const at = Number(ts);
    const afterOldest = oldest === undefined || at > Number(oldest) || (inclusive && ts === oldest);
    const beforeLatest = latest === undefined || at < Number(latest) || (inclusive && ts === latest);
    return afterOldest && beforeLatest;
  };
}

function listing(room: Room, channel: Channel, messages: readonly Message[], args: Window): Record<string, unknown> {
  const { items, next } = pageOf(messages, args.cursor, args.limit);
  return {
    messages: items.map((message) => wireMessage(room.workspace, room.baseUrl, message, args.include_all_metadata)),
    has_more: next !== '',
    channel: channel.id,
    response_metadata: { next_cursor: next },
  };
}
