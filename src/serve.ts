import { readFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { readContent } from './cli/read-content.ts';
import { type Config, type Environment, readConfig } from './config.ts';
import { liveDesk, loadFleet } from './live.ts';
import { createLog, type Log } from './log.ts';
import { fail, ok, type Problem, type Result } from './model/result.ts';
import { rasterise } from './picture/rasterise.ts';
import { createSecrets } from './secrets.ts';
import { readFailure, todoFor } from './slack/api-failure.ts';
import { type BotOptions, startBot } from './slack/bot.ts';
import { type Health, startHealthServer } from './slack/receiver/health.ts';
import { type Clock, systemClock } from './store/clock.ts';
import { openStore, type Store, type StorePlace } from './store/open-store.ts';
import { triage } from './triage.ts';

/** Where `serve` speaks, and what ends it. */
export interface ServeIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Resolves when the process is asked to stop. */
  readonly untilStopped: () => Promise<void>;
  /** The machine's clock unless another is given. */
  readonly clock?: Clock;
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
  const started = config.ok ? await start(config.value, env, io.clock ?? systemClock) : config;
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

async function start(config: Config, env: Environment, clock: Clock): Promise<Result<Running>> {
  const log = createLog(config.logLevel);
  try {
    return await (config.connection.mode === 'local'
      ? startLocal(config, env, log, clock)
      : startInSlack(config, env, log, clock));
  } catch (error) {
    const problem = whyNot(error, config.port);
    if (problem !== null) return fail(problem);
    throw error;
  }
}

/** Cases of one start belong to the workspace of that start, so both are kept in memory and end together. */
async function startLocal(config: Config, env: Environment, log: Log, clock: Clock): Promise<Result<Running>> {
  const given = await loadFleet(config);
  if (!given.ok) return given;
  const { startWarRoom, loadSamples, startLab, fleetOf } = await localParts();
  const manifest = await readFile(new URL('../manifest.yml', import.meta.url), 'utf8');
  // Firewalls of one's own take the place of the simulated ones.
  const lab = given.value === null ? await startLab(clock) : null;
  const samples = await loadSamples();
  const how = { port: config.port, host: '127.0.0.1', manifest, clock };
  const room = await startWarRoom({ ...how, samples, lab: lab?.panel });
  const people = { channels: room.channels, usergroups: room.usergroups };
  const fleet = lab === null ? given.value : fleetOf(lab, people);
  const { botToken, appToken, apiUrl, url } = room;
  const bot = await withStore({ memory: true }, clock, (store) => {
    const secrets = lab?.secrets ?? createSecrets(env);
    const live = fleet === null ? null : liveDesk({ fleet, secrets, store, log });
    const parts = { store, log, triage, readContent, rasterise, live };
    return startBot({ connection: { mode: 'socket', botToken, appToken }, apiUrl, ...parts });
  });
  const closeRest = () => Promise.all([room.close(), lab?.close()]);
  if (!bot.ok) {
    await closeRest();
    return bot;
  }
  return ok({
    says: `The local war room is open: ${url}\nPlay a sample, break the lab, or type /triage in a channel. Ctrl+C closes it.`,
    stop: async () => {
      await bot.value.stop();
      await closeRest();
    },
  });
}

/** Loaded only here: what runs in Slack needs none of it, and its packages may not be installed. */
async function localParts() {
  const [warRoom, samples, lab] = await Promise.all([
    import('./warroom/war-room.ts'),
    import('./warroom/samples.ts'),
    import('./lab.ts'),
  ]);
  return { ...warRoom, ...samples, ...lab };
}

async function startInSlack(config: Config, env: Environment, log: Log, clock: Clock): Promise<Result<Running>> {
  const { connection, apiUrl, port, dataFolder } = config;
  if (connection.mode === 'local') throw new Error('there are no tokens');
  const inSlack: BotOptions['connection'] = connection.mode === 'http' ? { ...connection, port } : connection;
  const how = connection.mode === 'http' ? 'HTTP' : 'Socket Mode';
  const fleet = await loadFleet(config);
  if (!fleet.ok) return fleet;
  const bot = await withStore({ folder: dataFolder }, clock, async (store) => {
    const live =
      fleet.value === null ? null : liveDesk({ fleet: fleet.value, secrets: createSecrets(env), store, log });
    const health = await healthServer(connection.mode, port, store);
    try {
      const parts = { store, log, triage, readContent, rasterise, live };
      const running = await startBot({ connection: inSlack, apiUrl, ...parts });
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
  clock: Clock,
  run: (store: Store) => Promise<{ readonly stop: () => Promise<unknown> }>,
): Promise<Result<{ readonly stop: () => Promise<void> }>> {
  const store = await openStore(place, clock);
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
