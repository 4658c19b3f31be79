import { z } from 'zod';
import { fail, ok, type Problem, type Result } from './model/result.ts';

/** How Roundtrip reaches people: its own local war room, or Slack over a socket or over HTTP. */
export type Connection =
  | { readonly mode: 'local' }
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string };

export interface Config {
  readonly connection: Connection;
  /** The port of the local war room, of Slack's requests, and of `/healthz`. */
  readonly port: number;
  /** The folder of the database. */
  readonly dataFolder: string;
  /** The file that names the live firewalls and who may ask them; null when none was named. */
  readonly fleetFile: string | null;
  /** Where the Web API answers, when that is not slack.com. Ends with a slash. */
  readonly apiUrl: string | null;
  readonly logLevel: LogLevel;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What `process.env` looks like. */
export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 3000;
/** The data folder when ROUNDTRIP_DATA names none. */
/** The fleet file when nobody names one. */
export const DEFAULT_FLEET_FILE = 'roundtrip.yml';
export const DEFAULT_FOLDER = '.roundtrip';

const A_PORT = 'must be a whole number from 0 to 65535';
const port = z.coerce.number(A_PORT).int(A_PORT).min(0, A_PORT).max(65_535, A_PORT);

const schema = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must begin with xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must begin with xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  PORT: port.optional(),
  ROUNDTRIP_PORT: port.optional(),
  ROUNDTRIP_DATA: z.string().optional(),
  ROUNDTRIP_FLEET: z.string().optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  // Node would let anybody pose as Slack; firewalls are verified whatever it says.
  NODE_TLS_REJECT_UNAUTHORIZED: z
    .string()
    .refine((value) => value !== '0', 'must not be 0')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).optional(),
});

type Settings = z.output<typeof schema>;

/**
 * Reads the environment: no Slack settings mean the local war room; a bot token with an app token means Socket Mode,
 * also when there is a signing secret; a bot token with a signing secret means HTTP. An empty variable counts as
 * absent. Anything unusable or half-configured is a Problem that names the variable, never its value.
 */
export function readConfig(env: Environment): Result<Config> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const read = schema.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = String(issue?.path[0] ?? 'The environment');
    return fail(unusable(`${name} ${issue?.message ?? 'cannot be used'}.`, `Correct ${name} and start again.`));
  }
  const settings = read.data;
  const connection = connectionOf(settings);
  if (!connection.ok) return connection;
  return ok({
    connection: connection.value,
    port: settings.ROUNDTRIP_PORT ?? settings.PORT ?? DEFAULT_PORT,
    dataFolder: settings.ROUNDTRIP_DATA ?? DEFAULT_FOLDER,
    fleetFile: settings.ROUNDTRIP_FLEET ?? null,
    apiUrl: settings.SLACK_API_URL === undefined ? null : settings.SLACK_API_URL.replace(/\/*$/, '/'),
    logLevel: settings.LOG_LEVEL ?? (connection.value.mode === 'local' ? 'warn' : 'info'),
  });
}

function connectionOf(settings: Settings): Result<Connection> {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = settings;
  if (botToken === undefined) {
    const present = appToken !== undefined ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET';
    if (appToken === undefined && signingSecret === undefined) return ok({ mode: 'local' });
    return fail(
      unusable(
        `${present} is set and SLACK_BOT_TOKEN is missing.`,
        'Set SLACK_BOT_TOKEN (OAuth & Permissions, xoxb-…).',
      ),
    );
  }
  if (appToken !== undefined) return ok({ mode: 'socket', botToken, appToken });
  if (signingSecret !== undefined) return ok({ mode: 'http', botToken, signingSecret });
  return fail(
    unusable(
      'SLACK_BOT_TOKEN is set, and both SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are missing.',
      'Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.',
    ),
  );
}

function unusable(message: string, todo: string): Problem {
  return { code: 'config-unusable', message, todo };
}
