import { z } from 'zod';
import { statusKey } from '../state.ts';
import { findParent } from './chat.ts';
import { findChannel, method } from './method.ts';

export const assistantMethods = [
  method({
    name: 'assistant.threads.setStatus',
    scopes: ['assistant:write', 'chat:write'],
    tier: 'unlimited',
    args: z.object({ channel_id: z.string(), thread_ts: z.string(), status: z.string() }),
    run(room, args) {
      const channel = findChannel(room, args.channel_id);
      const parent = findParent(room, channel, args.thread_ts);
      const key = statusKey(channel.id, parent.ts);
      if (args.status === '') room.workspace.statuses.delete(key);
      else room.workspace.statuses.set(key, { channel: channel.id, threadTs: parent.ts, status: args.status });
      room.workspace.changed();
      return {};
    },
  }),
];
