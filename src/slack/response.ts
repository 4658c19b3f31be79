import type { SlackMessage } from '../report/slack/message.ts';
import type { AllowedHosts } from './hosts.ts';
import { type Posted, post } from './post.ts';

/** Sends an answer that only the asking person sees. Slack takes five within thirty minutes. */
export type Respond = (url: string, message: SlackMessage) => Promise<Posted>;

const TYPE = 'application/json; charset=utf-8';
const TIMEOUT_MS = 10_000;

export function createRespond(hosts: AllowedHosts): Respond {
  return async (url, { text, blocks }) => {
    if (!hosts.response(url)) return 'refused';
    const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, blocks });
    return post(url, { body, type: TYPE, timeoutMs: TIMEOUT_MS });
  };
}
