import { readFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { readContent } from './cli/read-content.ts';
import { type Config, type Environment, readConfig } from './config.ts';
import { createLog, type Log } from './log.ts';
import { fail, ok, type Problem, type Result } from './model/result.ts';
import { rasterise } from './picture/rasterise.ts';
import { readFailure, todoFor } from './slack/api-failure.ts';
import { type BotOptions, startBot } from './slack/bot.ts';
import { type Health, startHealthServer } from './slack/receiver/health.ts';
import { openStore, type Store, type StorePlace } from './store/open-store.ts';
import { triage } from './triage.ts';

/** Where `serve` speaks, and what ends it. */
export interface ServeIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Resolves when the process is asked to stop. */
  readonly untilStopped: () => Promise<void>;
}

/** Something that runs, and how it is ended. */
interface Running {
  readonly says: string;
  readonly stop: () => Promise<void>;
}

const UNUSABLE = 2;
const processIo: ServeIo = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
};

/**
 * Runs until it is asked to stop: in Slack when there are tokens, else as the local war room with the bot in it.
 * Resolves to the exit status: 0 after a clean stop, 2 with one line on standard error when it cannot run.
 */
export async function serve(env: Environment, io: ServeIo = processIo): Promise<number> {
  const config = readConfig(env);
  const started = config.ok ? await start(config.value) : config;
  if (!started.ok) {
    const { message, where, todo } = started.error;
    io.err(`roundtrip: ${where === undefined ? '' : `${where}: `}${message}${todo === undefined ? '' : ` ${todo}`}\n`);
    return UNUSABLE;
  }
  io.out(`${started.value.says}\n`);
  await io.untilStopped();
  await started.value.stop();
  return 0;
}

async function start(config: Config): Promise<Result<Running>> {
  const log = createLog(config.logLevel);
  try {
    return await (config.connection.mode === 'local' ? startLocal(config, log) : startInSlack(config, log));
  } catch (error) {
    const problem = whyNot(error, config.port);
    if (problem !== null) return fail(problem);
    throw error;
  }
}

/** Cases of one start belong to the workspace of that start, so both are kept in memory and end together. */
async function startLocal({ port }: Config, log: Log): Promise<Result<Running>> {
  const [{ startWarRoom }, { loadSamples }] = await Promise.all([
    import('./warroom/war-room.ts'),
    import('./warroom/samples.ts'),
  ]);
  const manifest = await readFile(new URL('../manifest.yml', import.meta.url), 'utf8');
  const room = await startWarRoom({ port, host: '127.0.0.1', manifest, samples: await loadSamples() });
  const { botToken, appToken, apiUrl, url } = room;
  const bot = await withStore({ memory: true }, (store) =>
    startBot({
      connection: { mode: 'socket', botToken, appToken },
      apiUrl,
      store,
      log,
      triage,
      readContent,
      rasterise,
    }),
  );
  if (!bot.ok) {
    await room.close();
    return bot;
  }
  return ok({
    says: `The local war room is open: ${url}\nPlay a sample, or type /triage in a channel. Ctrl+C closes it.`,
    stop: async () => {
      await bot.value.stop();
      await room.close();
    },
  });
}

async function startInSlack(config: Config, log: Log): Promise<Result<Running>> {
  const { connection, apiUrl, port, dataFolder } = config;
  if (connection.mode === 'local') throw new Error('there are no tokens');
  const inSlack: BotOptions['connection'] = connection.mode === 'http' ? { ...connection, port } : connection;
  const how = connection.mode === 'http' ? 'HTTP' : 'Socket Mode';
  const bot = await withStore({ folder: dataFolder }, async (store) => {
    const health = await healthServer(connection.mode, port, store);
    try {
      const running = await startBot({ connection: inSlack, apiUrl, store, log, triage, readContent, rasterise });
      return { stop: () => Promise.all([running.stop(), close(health)]) };
    } catch (error) {
      await close(health);
      throw error;
    }
  });
  if (!bot.ok) return bot;
  return ok({
    says: `Roundtrip is connected to Slack (${how}); /healthz answers on port ${port}.`,
    stop: bot.value.stop,
  });
}

/** Opens the store for what `run` starts, and closes it after that has stopped, or when it cannot start. */
async function withStore(
  place: StorePlace,
  run: (store: Store) => Promise<{ readonly stop: () => Promise<unknown> }>,
): Promise<Result<{ readonly stop: () => Promise<void> }>> {
  const store = await openStore(place);
  if (!store.ok) return store;
  try {
    const running = await run(store.value);
    return ok({
      stop: async () => {
        await running.stop();
        await store.value.close();
      },
    });
  } catch (error) {
    await store.value.close();
    throw error;
  }
}

/** Over HTTP the receiver answers `/healthz` itself; with Socket Mode nothing else listens. */
async function healthServer(mode: 'socket' | 'http', port: number, store: Store): Promise<Server | null> {
  if (mode === 'http') return null;
  const health: Health = async () => {
    await store.db.selectFrom('inbox').select('id').limit(1).execute();
  };
  return startHealthServer(port, health);
}

function close(server: Server | null): Promise<void> {
  return new Promise((resolve) => {
    if (server === null) resolve();
    else server.close(() => resolve());
  });
}

function whyNot(error: unknown, port: number): Problem | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? error.code : null;
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return {
      code: 'no-war-room',
      message:
        'There are no Slack tokens, and the local war room needs the development packages, which are not installed.',
      todo: 'Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, or run npm ci without --omit=dev.',
    };
  }
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    const why = code === 'EADDRINUSE' ? 'is in use' : 'may not be used';
    return { code: 'port', message: `Port ${port} ${why}.`, todo: 'Choose another one with ROUNDTRIP_PORT.' };
  }
  return refusedBySlack(error);
}

function refusedBySlack(error: Error): Problem | null {
  try {
    const failure = readFailure(error);
    const why = failure.kind === 'limited' ? 'ratelimited' : failure.error;
    return {
      code: 'slack-refused',
      message: `Slack could not be reached or refused a token: ${why}.`,
      todo: todoFor(why),
    };
  } catch {
    return null;
  }
}
