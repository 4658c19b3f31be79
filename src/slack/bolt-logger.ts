import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/**
 * Our log in the shape that Slack's packages want. Their debug output holds whole payloads, so it is never taken; their
 * info is about connections and is our debug.
 */
export function boltLogger(log: Log): Logger {
  const says = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => undefined,
    info: (...parts) => log.debug({ says: says(parts) }, 'said by the Slack library'),
    warn: (...parts) => log.warn({ says: says(parts) }, 'said by the Slack library'),
    error: (...parts) => log.error({ says: says(parts) }, 'said by the Slack library'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
