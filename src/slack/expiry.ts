import { expireRequests } from './case/expire-requests.ts';
import type { Bot } from './plan.ts';

/** How late the buttons of a request that ran out may go; what they do is judged at the click anyway. */
const LOOK_MS = 60_000;

export interface Expiry {
  /** Resolves when no look is going on. */
  idle(): Promise<void>;
  /** Looks no more, and resolves when the last look is over. */
  stop(): Promise<void>;
}

/** Ends requests for approval that ran out, a minute after they did at the latest. `onWritten`: messages were changed. */
export function startExpiry(bot: Pick<Bot, 'db' | 'clock' | 'live' | 'log'>, onWritten: () => void): Expiry {
  let looking: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer = bot.clock.setTimeout(run, LOOK_MS);

  function run(): void {
    looking = look();
  }

  async function look(): Promise<void> {
    try {
      await bot.db.transaction().execute((tx) => expireRequests(bot, tx));
      onWritten();
    } catch (error) {
      bot.log.error({ err: error }, 'requests that ran out could not be ended');
    }
    if (!stopped) timer = bot.clock.setTimeout(run, LOOK_MS);
  }

  return {
    idle: () => looking,
    stop() {
      stopped = true;
      timer.cancel();
      return looking;
    },
  };
}
