import { HTTPReceiver, type Logger } from '@slack/bolt';
import { type Health, healthAnswer } from './health.ts';

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  readonly port: number;
  readonly logger: Logger;
  readonly health: Health;
}

/** Where Slack sends everything; manifest and docs name it. */
export const EVENTS_PATH = '/slack/events';

/**
 * Bolt's own receiver, told to answer Slack only when the listeners have ended (`processBeforeResponse`): what could
 * not be stored is answered with an error, and Slack sends it again.
 */
export function createHttpReceiver({ signingSecret, port, logger, health }: HttpReceiverOptions): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    port,
    logger,
    endpoints: [EVENTS_PATH],
    processBeforeResponse: true,
    customRoutes: [
      {
        path: '/healthz',
        method: ['GET'],
        handler: (_request, response) => {
          void healthAnswer(health).then(({ status, body }) => {
            response.writeHead(status, { 'content-type': 'application/json' }).end(body);
          });
        },
      },
    ],
  });
}
