import { fetch } from 'undici';
import type { SlackMessage } from '../report/slack/message.ts';
import type { AllowedHosts } from './hosts.ts';

/** How an answer to a response address ended. */
export type Answered = 'sent' | 'unknown' | 'refused';

/** Sends an answer that only the asking person sees. Slack takes five within thirty minutes. */
export type Respond = (url: string, message: SlackMessage) => Promise<Answered>;

const TIMEOUT_MS = 10_000;

export function createRespond(hosts: AllowedHosts): Respond {
  return async (url, { text, blocks }) => {
    if (!hosts.response(url)) return 'refused';
    const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, blocks });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (response.ok) return 'sent';
      return response.status === 429 || response.status >= 500 ? 'unknown' : 'refused';
    } catch {
      return 'unknown';
    }
  };
}
