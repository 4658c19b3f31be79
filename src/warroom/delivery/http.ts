import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { ACK_MS, BODY_BYTES } from '../limits.ts';
import type { JsonObject } from '../model.ts';
import type { Delivery, Outcome, RetryReason, Transport } from './transport.ts';

export interface HttpOptions {
  readonly clock: Clock;
  readonly url: string;
  readonly signingSecret: string;
  readonly onConnection: () => void;
}

/**
 * Slack's side of a request URL: a POST signed over the raw body (docs.slack.dev/authentication/verifying-requests),
 * a 2xx answer within three seconds, `x-slack-no-retry` honoured. Redirects count as failures.
 */
export function createHttpDelivery({ clock, url, signingSecret, onConnection }: HttpOptions): Transport {
  let reachable = false;

  function note(now: boolean): void {
    if (now === reachable) return;
    reachable = now;
    onConnection();
  }

  async function post(delivery: Delivery, signal: AbortSignal): Promise<Outcome> {
    const { body, type } = encode(delivery);
    const timestamp = String(Math.floor(clock.now() / 1000));
    const headers: Record<string, string> = {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(signingSecret, timestamp, body),
    };
    if (delivery.retry) {
      headers['x-slack-retry-num'] = String(delivery.retry.num);
      headers['x-slack-retry-reason'] = HTTP_WORDS[delivery.retry.reason];
    }
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    const text = (await response.text()).slice(0, BODY_BYTES);
    note(true);
    if (response.ok) return { kind: 'acked', body: readAnswer(text) };
    return { kind: 'unacked', reason: 'http_error', noRetry: response.headers.get('x-slack-no-retry') === '1' };
  }

  return {
    name: 'http',
    connection: () => (reachable ? 'connected' : 'not-connected'),
    retryWord: (reason) => HTTP_WORDS[reason],
    async deliver(delivery) {
      const abort = new AbortController();
      const timer = clock.setTimeout(() => abort.abort(), ACK_MS);
      try {
        return await post(delivery, abort.signal);
      } catch {
        if (abort.signal.aborted) return { kind: 'unacked', reason: 'timeout', noRetry: false };
        note(false);
        return { kind: 'unacked', reason: 'connection_failed', noRetry: false };
      } finally {
        timer.cancel();
      }
    },
    close: async () => undefined,
  };
}

const HTTP_WORDS: Readonly<Record<RetryReason, string>> = {
  timeout: 'http_timeout',
  connection_failed: 'connection_failed',
  http_error: 'http_error',
};

/** `v0=` and the HMAC-SHA256 of `v0:<timestamp>:<raw body>`. */
export function sign(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Events are JSON; commands are form fields; interactions are one form field named `payload`. */
function encode({ type, payload }: Delivery): { body: string; type: string } {
  if (type === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : strings(payload);
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' };
}

function strings(payload: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}

function readAnswer(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
