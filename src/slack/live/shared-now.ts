import { readFailure } from '../api-failure.ts';
import type { Bot } from '../plan.ts';

/**
 * Whether people of another organisation read a channel at this moment. `unknown` when Slack does not answer just now;
 * what it refuses to tell counts as shared.
 */
export async function sharedNow({ api, log }: Pick<Bot, 'api' | 'log'>, channel: string): Promise<boolean | 'unknown'> {
  // A direct conversation has one person in it.
  if (channel.startsWith('D')) return false;
  try {
    return await api.isSharedOutside(channel);
  } catch (error) {
    const failure = readFailure(error);
    const why = failure.kind === 'limited' ? 'ratelimited' : failure.error;
    log.warn({ error: why }, 'Slack did not say whether a channel is shared');
    return failure.kind === 'refused' ? true : 'unknown';
  }
}
