import type { App, Logger, Receiver, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { WebClientOptions } from '@slack/web-api';

export interface SocketReceiverOptions {
  readonly appToken: string;
  readonly clientOptions: Pick<WebClientOptions, 'slackApiUrl' | 'timeout'>;
  readonly logger: Logger;
  /** Called when an arrival could not be taken in, and so was not acknowledged. */
  readonly onFailure: (error: unknown) => void;
}

const GOODBYE_MS = 5_000;

/** What the Socket Mode client says of an arrival. `ack` answers Slack, once. */
interface Arrival {
  readonly body: Record<string, unknown>;
  readonly ack: (response?: Record<string, unknown>) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/**
 * Socket Mode with the acknowledgement last. Bolt's own receiver lets an event be acknowledged before any listener has
 * run (App.processEvent), so a crash in between would lose it. Here Bolt's acknowledgement is kept back until all
 * listeners have ended well; when one fails nothing is sent, and Slack delivers the event again.
 */
export function createSocketReceiver(options: SocketReceiverOptions): Receiver {
  const { appToken, clientOptions, logger, onFailure } = options;
  const client = new SocketModeClient({ appToken, clientOptions: { ...clientOptions }, logger });
  const running = new Set<Promise<void>>();
  let app: App | null = null;

  async function takeIn(arrival: Arrival): Promise<void> {
    let answer: Record<string, unknown> | undefined;
    let answered = false;
    const event: ReceiverEvent = {
      body: arrival.body,
      ack: async (response?: unknown) => {
        answered = true;
        answer = answerOf(response);
      },
      ...(arrival.retry_num === undefined ? {} : { retryNum: arrival.retry_num }),
      ...(arrival.retry_reason === undefined ? {} : { retryReason: arrival.retry_reason }),
    };
    try {
      await app?.processEvent(event);
      if (answered) await arrival.ack(answer);
    } catch (error) {
      onFailure(error);
    }
  }

  client.on('slack_event', (arrival: Arrival) => {
    const task: Promise<void> = takeIn(arrival).finally(() => running.delete(task));
    running.add(task);
  });

  return {
    init(given) {
      app = given;
    },
    start: () => client.start(),
    /** Takes no more, and resolves when all that arrived has been stored and acknowledged. */
    async stop() {
      await Promise.all(running);
      await Promise.race([client.disconnect(), goodbye()]);
    },
  };
}

/** A connection that is just being made anew never says that it has ended. */
function goodbye(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, GOODBYE_MS).unref();
  });
}

/** Commands may be answered with a text, forms with an object; events with nothing. */
function answerOf(response: unknown): Record<string, unknown> | undefined {
  if (typeof response === 'string') return response === '' ? undefined : { text: response };
  return typeof response === 'object' && response !== null ? { ...response } : undefined;
}
