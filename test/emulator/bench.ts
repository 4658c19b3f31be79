import { pino } from 'pino';
import { readContent } from '../../src/cli/read-content.ts';
import { rasterise } from '../../src/picture/rasterise.ts';
import { startBot } from '../../src/slack/bot.ts';
import { triage } from '../../src/triage.ts';
import { freePort } from '../slack/bench.ts';
import { settle } from '../slack/settle.ts';
import { createTurnedClock } from '../store/turned-clock.ts';
import { openEmptyStore } from '../support/empty-store.ts';
import { createDriver, type Driver } from './driver.ts';
import { type EmulatedWorkspace, startWorkspace } from './workspace.ts';

/** The bot over HTTP in a workspace that somebody else wrote, with a store in memory and a clock that is turned. */
export interface EmulatorBench {
  readonly workspace: EmulatedWorkspace;
  readonly driver: Driver;
  /** What the bot has logged as a warning or an error. */
  readonly complaints: () => readonly string[];
  /** Lets everything happen that is going to happen. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function startEmulatorBench(): Promise<EmulatorBench> {
  const signingSecret = 'a secret of the test';
  const clock = createTurnedClock(Date.now());
  const store = await openEmptyStore(clock);
  // A connection that rests while the database is created would be closed before its next use.
  const workspace = await startWorkspace(signingSecret);
  const port = await freePort();
  const { botToken, apiUrl } = workspace;
  const logged: string[] = [];
  const bot = await startBot({
    connection: { mode: 'http', botToken, signingSecret, port },
    apiUrl,
    store,
    log: pino({ level: 'warn' }, { write: (line) => logged.push(line) }),
    triage,
    readContent,
    rasterise,
  });
  return {
    workspace,
    driver: createDriver(workspace, `http://127.0.0.1:${port}/slack/events`),
    complaints: () => logged,
    settle: () => settle({ store, clock, rest: () => bot.idle() }),
    async close() {
      await bot.stop();
      await workspace.close();
      await store.close();
    },
  };
}
