import { App, type Receiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { OpenLiveDesk } from '../jobs/desk.ts';
import type { Log } from '../log.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Triage, TriageInput } from '../model/triage.ts';
import { freeClaimedJobs, pruneInbox, receive } from '../store/inbox.ts';
import type { Store } from '../store/open-store.ts';
import { freeSendingLetters, pruneOutbox } from '../store/outbox.ts';
import { boltLogger } from './bolt-logger.ts';
import type { Rasterise } from './deliver-picture.ts';
import { startExpiry } from './expiry.ts';
import { createDownload, type ReadContent } from './files.ts';
import { allowedHosts } from './hosts.ts';
import type { Arriving } from './job.ts';
import { listen } from './listen.ts';
import { announce } from './live/announce.ts';
import type { Bot } from './plan.ts';
import { createHttpReceiver } from './receiver/http-receiver.ts';
import { createSocketReceiver } from './receiver/socket-receiver.ts';
import { createRespond } from './response.ts';
import { apologise, runJob } from './run-job.ts';
import { createSender } from './sender.ts';
import { createUpload } from './upload.ts';
import { createSlackApi } from './web-api.ts';
import { createWorker } from './worker.ts';

export interface BotOptions {
  readonly connection:
    | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
    | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string; readonly port: number };
  /** The Web API's address when it is not slack.com; ends with a slash. */
  readonly apiUrl: string | null;
  readonly store: Store;
  readonly log: Log;
  readonly triage: (input: TriageInput) => Triage;
  /** Reads what people upload. */
  readonly readContent: ReadContent;
  /** Makes images of drawings. */
  readonly rasterise: Rasterise;
  /** Live firewalls; without it none is asked. */
  readonly live?: OpenLiveDesk | null;
  /** Who may have what of firewalls, when none is asked by this bot; else it is the live desk's. */
  readonly fleet?: Fleet | null;
}

export interface RunningBot {
  /** Resolves when nothing can be done at this moment: no job to do, no letter that may be sent yet. */
  idle(): Promise<void>;
  /** Takes nothing more, ends what was begun, and leaves the rest in the store for the next start. */
  stop(): Promise<void>;
}

const CALL_TIMEOUT_MS = 15_000;
const TIDY_MS = 3_600_000;

/**
 * Connects the bot and lets it work: what arrives goes into the inbox, jobs out of it, letters into the outbox and out
 * to Slack. What a former process left unfinished is taken up first. Rejects when Slack refuses the token.
 */
export async function startBot(options: BotOptions): Promise<RunningBot> {
  const { connection, apiUrl, store, log } = options;
  const { db, clock } = store;
  const clientOptions: WebClientOptions = {
    // The outbox waits, retries and looks for itself; the client's own retries would send a post twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    allowAbsoluteUrls: false,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  };
  const logger = boltLogger(log);
  const client = new WebClient(connection.botToken, { ...clientOptions, logger });
  const { user_id: botUserId } = await client.auth.test();
  if (botUserId === undefined) throw new Error('Slack did not say who the bot is');

  const api = createSlackApi(client);
  const hosts = allowedHosts(apiUrl);
  const download = createDownload({
    token: connection.botToken,
    hosts,
    urlOf: (file) => api.fileUrl(file),
    readContent: options.readContent,
  });
  const live =
    (await options.live?.({
      announce: (tx, run) => announce(tx, run, clock.now()),
      onAnnounced: () => worker.wake(),
    })) ?? null;
  const fleet = live?.fleet ?? options.fleet ?? null;
  const bot: Bot = { db, clock, api, download, triage: options.triage, botUserId, live, fleet, log };
  const sender = createSender({
    db,
    clock,
    log,
    api,
    respond: createRespond(hosts),
    upload: createUpload(hosts),
    rasterise: options.rasterise,
    onSent: () => worker.wake(),
  });
  const worker = createWorker({
    db,
    clock,
    log,
    handle: (job, attempt) => runJob(bot, job, attempt),
    apologise: (tx, job, reference) => apologise(bot, tx, job, reference),
    onWritten: () => sender.wake(),
  });

  const receiver = receiverFor(options);
  const app = new App({
    token: connection.botToken,
    receiver,
    clientOptions,
    logger,
    deferInitialization: true,
    convoStore: false,
  });
  await app.init();
  const takeIn = async ({ job, lane, keys }: Arriving) => {
    const isNew = await receive(db, { lane, job, keys }, clock.now());
    if (isNew) worker.wake();
  };
  listen(app, takeIn, { botUserId, log });

  await freeClaimedJobs(db);
  await freeSendingLetters(db);
  const tidying = tidy(store, log);
  const expiry = startExpiry(bot, () => sender.wake());
  async function rest(): Promise<void> {
    tidying.cancel();
    await expiry.stop();
    await live?.stop();
    await worker.stop();
    await sender.stop();
  }
  sender.wake();
  worker.wake();
  try {
    await app.start();
  } catch (error) {
    await rest();
    throw error;
  }
  return {
    async idle() {
      await live?.idle();
      await expiry.idle();
      await worker.idle();
      await sender.idle();
    },
    async stop() {
      await app.stop();
      await rest();
    },
  };
}

function receiverFor({ connection, apiUrl, store, log }: BotOptions): Receiver {
  const logger = boltLogger(log);
  if (connection.mode === 'http') {
    const health = async () => {
      await store.db.selectFrom('inbox').select('id').limit(1).execute();
    };
    const { signingSecret, port } = connection;
    return createHttpReceiver({ signingSecret, port, logger, health });
  }
  const onFailure = (error: unknown) =>
    log.error({ err: error }, 'an arrival could not be stored and was not acknowledged');
  // Connecting anew is left to the client, with its own retries.
  const clientOptions = apiUrl === null ? {} : { slackApiUrl: apiUrl };
  return createSocketReceiver({ appToken: connection.appToken, clientOptions, logger, onFailure });
}

/** Drops what is no longer needed, now and every hour. */
function tidy({ db, clock }: Store, log: Log): { cancel(): void } {
  let timer = clock.setTimeout(run, 1);
  function run(): void {
    timer = clock.setTimeout(run, TIDY_MS);
    Promise.all([pruneInbox(db, clock.now()), pruneOutbox(db, clock.now())]).catch((error: unknown) => {
      log.error({ err: error }, 'the store could not be tidied');
    });
  }
  return { cancel: () => timer.cancel() };
}
