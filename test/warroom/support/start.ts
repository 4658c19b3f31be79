import { onTestFinished } from 'vitest';
import { startWarRoom, type WarRoom, type WarRoomOptions } from '../../../src/warroom/war-room.ts';

const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'im:history',
  'reactions:write',
  'users:read',
];

interface ManifestOptions {
  readonly without?: string;
  readonly events?: readonly string[];
}

/** A manifest of an invented app, as JSON text, with all scopes but the one named. */
export function manifestText({ without, events = ['app_mention', 'message.channels'] }: ManifestOptions = {}): string {
  return JSON.stringify({
    display_information: { name: 'Echo' },
    features: {
      bot_user: { display_name: 'Echo' },
      slash_commands: [{ command: '/echo', description: 'Says it again' }],
      shortcuts: [{ name: 'Echo this', callback_id: 'echo_this', description: 'Says it again', type: 'message' }],
    },
    oauth_config: { scopes: { bot: SCOPES.filter((scope) => scope !== without) } },
    settings: { event_subscriptions: { bot_events: events }, interactivity: { is_enabled: true } },
  });
}

/** A war room for one test, closed when it ends. Calls are not rationed unless asked for. */
export async function openWarRoom(options: Partial<WarRoomOptions> = {}): Promise<WarRoom> {
  const room = await startWarRoom({ manifest: manifestText(), enforceRate: false, ...options });
  onTestFinished(() => room.close());
  return room;
}

export interface ApiReply {
  readonly status: number;
  readonly retryAfter: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: answers are whatever Slack would answer; the tests say what they expect
  readonly body: any;
}

/** Calls a method as the bot does, or with the token given. */
export async function call(room: WarRoom, method: string, args: object = {}, token = room.botToken): Promise<ApiReply> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${room.apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(args) });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
}

export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const plain = (text: string) => ({ type: 'plain_text', text });
export const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
export const button = (actionId: string, label = 'Press') => ({
  type: 'button',
  action_id: actionId,
  text: plain(label),
});
