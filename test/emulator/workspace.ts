import { readFileSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { parse } from 'yaml';
import { z } from 'zod';

/** A message as the emulator tells it, on its own Web API. */
export const messageSchema = z.looseObject({
  ts: z.string(),
  user: z.string().optional(),
  text: z.string(),
  thread_ts: z.string().optional(),
  blocks: z.array(z.looseObject({ type: z.string() })).optional(),
  edited: z.object({ ts: z.string() }).optional(),
  files: z
    .array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        mimetype: z.string(),
        url_private: z.string(),
        alt_txt: z.string().optional(),
      }),
    )
    .optional(),
});
export type EmulatedMessage = z.output<typeof messageSchema>;

/** A workspace that somebody else wrote: the npm package `emulate`, with one app, two people and a channel. */
export interface EmulatedWorkspace {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly team: string;
  readonly botUserId: string;
  readonly channel: string;
  /** An address that takes an answer to a command, and the channel in which the answer then stands. */
  readonly answers: { readonly url: string; readonly channel: string };
  /** Slack's own client, as a person. */
  as(person: Person): { readonly id: string; readonly client: WebClient };
  /** A thread with its parent first, as the emulator has it. */
  thread(channel: string, ts: string): Promise<readonly EmulatedMessage[]>;
  /** The messages of a channel that are no replies, oldest first. */
  history(channel: string): Promise<readonly EmulatedMessage[]>;
  /** Asks for a file's bytes, with the bot's token or without one. */
  download(url: string, withToken: boolean): Promise<Response>;
  close(): Promise<void>;
}

export const PEOPLE = ['ana', 'jo'] as const;
export type Person = (typeof PEOPLE)[number];

const BOT = { token: 'xoxb-emulated', user: 'U0ROUNDTRIP', bot: 'B0ROUNDTRIP', app: 'A0ROUNDTRIP', client: 'emulated' };
/** The incoming webhook that every workspace of the emulator begins with; it posts to #general. */
const WEBHOOK = { path: '/services/T000000001/B000000001/X000000001', channel: 'C000000001' };
const CHANNEL = 'incident-edge';

const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** Starts it on a free port of this machine. The bot has the scopes of the manifest, and the emulator insists on them. */
export async function startWorkspace(signingSecret: string): Promise<EmulatedWorkspace> {
  const scopes = manifest.parse(parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8')))
    .oauth_config.scopes.bot;
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        strict_scopes: true,
        users: PEOPLE.map((name) => ({ name })),
        channels: [{ name: CHANNEL }],
        oauth_apps: [
          { client_id: BOT.client, client_secret: 'unused', name: 'Roundtrip', redirect_uris: [], scopes, ...ids() },
        ],
        tokens: [
          { token: BOT.token, type: 'bot', user_id: BOT.user, bot_id: BOT.bot, app_id: BOT.app, scopes },
          ...PEOPLE.map((name) => ({ token: tokenOf(name), user: name, scopes: [...PERSON_SCOPES] })),
        ],
      },
    },
  });
  const apiUrl = `${emulator.url}/api/`;
  const clients = new Map(PEOPLE.map((name) => [name, new WebClient(tokenOf(name), { slackApiUrl: apiUrl })]));
  const reader = new WebClient(BOT.token, { slackApiUrl: apiUrl });
  const people = new Map<string, string>();
  for (const [name, client] of clients) people.set(name, (await client.auth.test()).user_id ?? '');
  const [ana] = clients.values();
  const listed = await ana?.conversations.list();
  const channel = listed?.channels?.find(({ name }) => name === CHANNEL)?.id ?? '';
  const { team_id: team = '' } = await reader.auth.test();
  return {
    apiUrl,
    botToken: BOT.token,
    signingSecret,
    team,
    botUserId: BOT.user,
    channel,
    answers: { url: `${emulator.url}${WEBHOOK.path}`, channel: WEBHOOK.channel },
    as(person) {
      const client = clients.get(person);
      if (client === undefined) throw new Error(`there is no ${person}`);
      return { id: people.get(person) ?? '', client };
    },
    async thread(of, ts) {
      const { messages } = await reader.conversations.replies({ channel: of, ts });
      return z.array(messageSchema).parse(messages);
    },
    async history(of) {
      const { messages } = await reader.conversations.history({ channel: of });
      return z.array(messageSchema).parse(messages).reverse();
    },
    download: (url, withToken) => fetch(url, withToken ? { headers: { authorization: `Bearer ${BOT.token}` } } : {}),
    close: () => emulator.close(),
  };
}

const PERSON_SCOPES = ['chat:write', 'channels:read', 'channels:history', 'files:write', 'files:read'] as const;

function tokenOf(person: Person): string {
  return `xoxp-${person}`;
}

function ids() {
  return { app_id: BOT.app, bot_id: BOT.bot, bot_user_id: BOT.user, bot_name: 'roundtrip' };
}
