import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

const SECRET_FIELDS = ['token', 'authorization', 'signingSecret', 'botToken', 'appToken', 'password', 'trigger_id'];
/** What a database adds to its errors: the values of a row, which are words of people and of devices. */
const ROW_FIELDS = ['params', 'parameters', 'detail'];
/** Tokens of Slack in any text: field names cannot find those in an error's message. */
const TOKENS = /\bx(?:ox[a-z](?:\.xox[a-z])?|app)-[A-Za-z0-9-]+/g;

/**
 * A log of one JSON line an entry, on standard error unless `destination` says otherwise. Messages are static; what
 * varies goes into fields. Tokens never reach the destination, neither as fields nor inside a text.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          ...SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
          ...ROW_FIELDS.flatMap((field) => [`err.${field}`, `err.*.${field}`, `err.aggregateErrors[*].${field}`]),
        ],
        censor: '[redacted]',
      },
      hooks: { streamWrite: (line) => line.replace(TOKENS, '[redacted]') },
    },
    destination,
  );
}
