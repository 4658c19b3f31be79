import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { readContent } from '../../src/cli/read-content.ts';
import { rasterise } from '../../src/picture/rasterise.ts';
import { type BotOptions, type RunningBot, startBot } from '../../src/slack/bot.ts';
import type { Store } from '../../src/store/open-store.ts';
import { triage } from '../../src/triage.ts';
import { startWarRoom, type WarRoom } from '../../src/warroom/war-room.ts';
import { createTurnedClock, type TurnedClock } from '../store/turned-clock.ts';
import { openEmptyStore } from '../support/empty-store.ts';
import { settle } from './settle.ts';

/** The bot in a local workspace, with a store in memory and a clock that only turns when everything rests. */
export interface Bench {
  readonly clock: TurnedClock;
  readonly store: Store;
  readonly room: WarRoom;
  /** Where the bot is called, over HTTP. */
  readonly eventsUrl: string | undefined;
  /** Lets everything happen that is going to happen: deliveries, jobs, letters and the pauses between them. */
  settle(): Promise<void>;
  stopBot(): Promise<void>;
  /** Starts a bot, on another store when one is given. */
  startBot(store?: Store): Promise<void>;
  /** Resolves when what was delivered has been acknowledged and what can be done at once has been done. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

type Given = Partial<Pick<BotOptions, 'fleet' | 'live' | 'log'>>;

/** `given` adds what the bot knows of firewalls, once the workspace has its ids, at each start. */
export async function startBench(
  mode: 'socket' | 'http' = 'socket',
  given: (room: WarRoom, store: Store, clock: TurnedClock) => Given = () => ({}),
  // Bolt holds a request's signature against the machine's own clock.
  begins = mode === 'http' ? Date.now() : Date.UTC(2026, 10, 10, 9, 30),
): Promise<Bench> {
  const clock = createTurnedClock(begins);
  const manifest = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
  const store = await openEmptyStore(clock);
  const port = await freePort();
  const eventsUrl = mode === 'http' ? `http://127.0.0.1:${port}/slack/events` : undefined;
  const room = await startWarRoom({ manifest, clock, eventsUrl });
  let bot: RunningBot | null = null;

  async function start(on: Store = store): Promise<void> {
    const { botToken, appToken, signingSecret, apiUrl } = room;
    const connection =
      mode === 'http' ? ({ mode, botToken, signingSecret, port } as const) : ({ mode, botToken, appToken } as const);
    bot = await startBot({
      connection,
      apiUrl,
      store: on,
      log: pino({ level: 'silent' }),
      triage,
      readContent,
      rasterise,
      ...given(room, on, clock),
    });
  }

  async function stop(): Promise<void> {
    await bot?.stop();
    bot = null;
  }

  async function rest(): Promise<void> {
    await room.control.settled();
    await bot?.idle();
    await room.control.settled();
  }

  await start();
  return {
    clock,
    store,
    room,
    eventsUrl,
    rest,
    settle: () => settle({ store, clock, rest }),
    stopBot: stop,
    startBot: start,
    async close() {
      await stop();
      await room.close();
      await store.close();
    },
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Everything that can be read in a message. */
export function readable(message: unknown): string {
  if (typeof message === 'string') return message;
  if (Array.isArray(message)) return message.map(readable).join(' ');
  if (typeof message !== 'object' || message === null) return '';
  const shown = Object.entries(message).filter(([key]) => ['text', 'blocks', 'elements', 'user_id'].includes(key));
  return shown.map(([, value]) => readable(value)).join(' ');
}
