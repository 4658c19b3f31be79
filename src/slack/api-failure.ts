import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/**
 * How a call of Slack's ended when it did not succeed. `limited`: nothing was done, wait. `unknown`: it may have been
 * done, nobody knows. `refused`: nothing was done, and asking again in the same way will not help.
 */
export type ApiFailure =
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'unknown'; readonly error: string }
  | { readonly kind: 'refused'; readonly error: string };

/** Errors that Slack answers with `ok: false` although it may have begun (docs.slack.dev/reference/methods). */
const SLACKS_OWN = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'external_channel_migrating',
];

/** Reads what the Web API client threw. Anything that is not its own error is a bug and is thrown on. */
export function readFailure(error: unknown): ApiFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (code === 'ratelimited') return { kind: 'limited', retryAfterMs: 30_000 };
    return { kind: SLACKS_OWN.includes(code) ? 'unknown' : 'refused', error: code };
  }
  if (error instanceof WebAPIHTTPError) {
    const refused = error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== 408;
    return { kind: refused ? 'refused' : 'unknown', error: `http_${error.statusCode}` };
  }
  if (error instanceof WebAPIRequestError) return { kind: 'unknown', error: 'no_answer' };
  throw error;
}

/** What a person can do about a refusal, in a sentence. */
export function todoFor(error: string): string {
  const known: Readonly<Record<string, string>> = {
    not_in_channel: 'Invite the bot to this channel with /invite, then run the command again.',
    channel_not_found: 'Invite the bot to this conversation with /invite, then run the command again.',
    is_archived: 'This channel is archived: open the case in another one.',
    restricted_action: 'An administrator restricts who may post here: open the case in another channel.',
    missing_scope: 'The app lacks a scope: an administrator has to install it again from its manifest.',
    invalid_auth: 'The bot token is not valid any more: an administrator has to replace it.',
    token_revoked: 'The bot token was revoked: an administrator has to install the app again.',
    account_inactive: 'The app was removed from this workspace: an administrator has to install it again.',
    expired_trigger_id: 'Slack allows three seconds for this: try once more.',
  };
  return known[error] ?? 'Try once more; if it fails again, tell the person who runs the bot this error.';
}
