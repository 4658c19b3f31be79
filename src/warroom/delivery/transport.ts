import type { JsonObject } from '../model.ts';

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

/** One thing for the app to acknowledge. `retry` is set when it was sent before. */
export interface Delivery {
  readonly type: EnvelopeType;
  readonly payload: JsonObject;
  readonly retry?: { readonly num: number; readonly reason: RetryReason } | undefined;
  /** Whether the acknowledgement may carry an answer. Events may not. */
  readonly acceptsResponse: boolean;
}

export type RetryReason = 'timeout' | 'connection_failed' | 'http_error';

export type Outcome =
  | { readonly kind: 'acked'; readonly body: unknown }
  | { readonly kind: 'unacked'; readonly reason: RetryReason; readonly noRetry: boolean };

export type Connection = 'connected' | 'not-connected';

/** How payloads reach the app. A transport sends once and reports; it never retries. */
export interface Transport {
  readonly name: 'socket-mode' | 'http';
  connection(): Connection;
  /** Resolves when the app acknowledged, or when it can no longer do so in time. Never rejects. */
  deliver(delivery: Delivery): Promise<Outcome>;
  /** The word this transport uses for a reason: `timeout` over a socket, `http_timeout` over HTTP. */
  retryWord(reason: RetryReason): string;
  close(): Promise<void>;
}
