import { createHmac, randomUUID } from 'node:crypto';
import { findElement } from './find-element.ts';
import type { EmulatedMessage, EmulatedWorkspace, Person } from './workspace.ts';

/**
 * What Slack does and the emulator does not: it tells the app what people have done, as signed requests
 * (docs.slack.dev/authentication/verifying-requests). What is told stands in the emulator first, and is told from
 * there. Every function resolves when the app has acknowledged, and rejects when it has not.
 */
export interface Driver {
  /** Types a slash command. */
  command(person: Person, text: string): Promise<void>;
  /** Says something in a thread, or begins one. Resolves to its timestamp. */
  say(person: Person, text: string, thread?: string): Promise<string>;
  /** Shares a file in a thread. */
  share(person: Person, file: { readonly name: string; readonly bytes: Uint8Array }, thread: string): Promise<void>;
  /** Edits what the same person has said. */
  edit(person: Person, ts: string, text: string, thread: string): Promise<void>;
  /** Presses the first button of a message with this action id. */
  press(person: Person, message: EmulatedMessage, actionId: string): Promise<void>;
  /** Tells the last thing once more, as Slack does when it saw no acknowledgement. */
  again(): Promise<void>;
  /** Sends a body with a signature of another secret; resolves to the status of the answer. */
  forged(): Promise<number>;
}

interface Told {
  readonly body: string;
  readonly type: string;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

export function createDriver(workspace: EmulatedWorkspace, eventsUrl: string): Driver {
  const { team, channel, answers } = workspace;
  let last: Told | null = null;

  async function post({ body, type }: Told, secret: string, retry?: number): Promise<number> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...(retry === undefined ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
    };
    return (await fetch(eventsUrl, { method: 'POST', headers, body })).status;
  }

  async function tell(told: Told, retry?: number): Promise<void> {
    last = told;
    const status = await post(told, workspace.signingSecret, retry);
    if (status !== 200) throw new Error(`the app answered ${status}`);
  }

  function form(fields: Readonly<Record<string, string>>): Promise<void> {
    return tell({ body: new URLSearchParams(fields).toString(), type: FORM_TYPE });
  }

  function event(given: Readonly<Record<string, unknown>>): Promise<void> {
    const outer = { type: 'event_callback', team_id: team, api_app_id: 'A0ROUNDTRIP', event_id: `Ev${randomUUID()}` };
    const inner = { type: 'message', channel, channel_type: 'channel', ...given };
    const body = JSON.stringify({ ...outer, event_time: Math.floor(Date.now() / 1000), event: inner });
    return tell({ body, type: JSON_TYPE });
  }

  async function standing(ts: string, thread: string): Promise<EmulatedMessage> {
    const found = (await workspace.thread(channel, thread)).find((one) => one.ts === ts);
    if (found === undefined) throw new Error(`the emulator has no message ${ts}`);
    return found;
  }

  return {
    async command(person, text) {
      const { id } = workspace.as(person);
      await form({
        command: '/triage',
        text: escaped(text),
        team_id: team,
        channel_id: channel,
        user_id: id,
        trigger_id: randomUUID(),
        response_url: answers.url,
      });
    },
    async say(person, text, thread) {
      const { client } = workspace.as(person);
      const where = thread === undefined ? { channel } : { channel, thread_ts: thread };
      const { ts = '' } = await client.chat.postMessage({ ...where, text: escaped(text) });
      await event({ ...(await standing(ts, thread ?? ts)), event_ts: ts });
      return ts;
    },
    async share(person, { name, bytes }, thread) {
      const { client } = workspace.as(person);
      await client.filesUploadV2({ channel_id: channel, thread_ts: thread, filename: name, file: Buffer.from(bytes) });
      const shared = (await workspace.thread(channel, thread)).at(-1);
      await event({ ...shared, event_ts: shared?.ts });
    },
    async edit(person, ts, text, thread) {
      const before = await standing(ts, thread);
      await workspace.as(person).client.chat.update({ channel, ts, text: escaped(text) });
      const after = await standing(ts, thread);
      const frame = { subtype: 'message_changed', hidden: true, ts: after.edited?.ts, event_ts: after.edited?.ts };
      await event({ ...frame, message: after, previous_message: before });
    },
    async press(person, message, actionId) {
      const { id } = workspace.as(person);
      const { element, blockId } = findElement(message.blocks ?? [], actionId);
      const action = { ...element, block_id: blockId, action_ts: message.ts };
      const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
      const payload = {
        type: 'block_actions',
        team: { id: team },
        user: { id, team_id: team },
        channel: { id: channel },
        container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false, ...thread },
        message,
        trigger_id: randomUUID(),
        response_url: answers.url,
        actions: [action],
      };
      await form({ payload: JSON.stringify(payload) });
    },
    async again() {
      if (last === null) throw new Error('nothing was told yet');
      await tell(last, 1);
    },
    forged: () => post({ body: JSON.stringify({ type: 'event_callback' }), type: JSON_TYPE }, 'another secret'),
  };
}

/** What people type reaches apps with these three characters escaped. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
