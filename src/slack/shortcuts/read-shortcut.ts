import { z } from 'zod';
import { readSpoken, wireMessageSchema } from '../events/read-message.ts';
import type { Arriving } from '../job.ts';
import { threadLane } from '../job.ts';

const body = z.object({
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string(),
  message: wireMessageSchema,
});

/** Reads the message shortcut: a person points at a message, their own or another's, that is to be triaged. */
export function readShortcut(given: unknown): Arriving {
  const { team, user, channel, message, ...rest } = body.parse(given);
  const spoken = readSpoken(message);
  return {
    job: {
      kind: 'shortcut',
      team: team.id,
      channel: channel.id,
      user: user.id,
      author: message.user ?? user.id,
      ...spoken,
      responseUrl: rest.response_url,
    },
    lane: threadLane(channel.id, spoken.thread ?? spoken.ts),
    keys: [`trigger:${rest.trigger_id}`],
  };
}
