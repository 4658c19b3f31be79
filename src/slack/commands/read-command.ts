import { z } from 'zod';
import type { Arriving } from '../job.ts';
import { readCommandText } from '../message-text.ts';

const body = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.string(),
});

/** Reads a slash command. Commands have no event id; Slack uses a trigger id once, so it tells a replay. */
export function readCommand(given: unknown): Arriving {
  const { team_id: team, channel_id: channel, user_id: user, ...rest } = body.parse(given);
  const text = readCommandText(rest.text);
  return {
    job: { kind: 'command', team, channel, user, text, triggerId: rest.trigger_id, responseUrl: rest.response_url },
    lane: `command:${rest.trigger_id}`,
    keys: [`trigger:${rest.trigger_id}`],
  };
}
