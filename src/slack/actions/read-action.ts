import { z } from 'zod';
import type { Arriving } from '../job.ts';
import { threadLane } from '../job.ts';

const body = z.object({
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  channel: z.object({ id: z.string() }).nullish(),
  container: z.object({ message_ts: z.string().nullish(), thread_ts: z.string().nullish() }),
  message: z.object({ thread_ts: z.string().nullish() }).nullish(),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().nullish(), action_ts: z.string().nullish() }))
    .min(1),
});

/** Reads a pressed button of a message. Null for what has no value of ours: link buttons, and elements of a view. */
export function readAction(given: unknown): Arriving | null {
  const read = body.parse(given);
  const pressed = read.actions[0];
  const messageTs = read.container.message_ts;
  if (!read.channel || !messageTs || pressed?.value == null) return null;
  const channel = read.channel.id;
  const thread = read.container.thread_ts ?? read.message?.thread_ts ?? null;
  return {
    job: {
      kind: 'action',
      team: read.team.id,
      channel,
      user: read.user.id,
      userTeam: read.user.team_id ?? read.team.id,
      action: pressed.action_id,
      value: pressed.value,
      thread,
      messageTs,
      triggerId: read.trigger_id,
      responseUrl: read.response_url ?? null,
    },
    lane: threadLane(channel, thread ?? messageTs),
    keys: [`trigger:${read.trigger_id}`],
  };
}
