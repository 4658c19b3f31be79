/**
 * Which addresses out of payloads may be asked. They come from Slack, but a file's address is asked with the bot's
 * token, so nothing but Slack's own host (or the configured API's origin, for the local war room) may get it.
 */
export interface AllowedHosts {
  /** May this address be asked for a file, with the token? */
  file(address: string): boolean;
  /** May an answer be sent to this address? */
  response(address: string): boolean;
}

const FILES = 'files.slack.com';
const HOOKS = 'hooks.slack.com';

/** `apiUrl` is the configured Web API when it is not slack.com; its origin is then the only one that is trusted. */
export function allowedHosts(apiUrl: string | null): AllowedHosts {
  if (apiUrl !== null) {
    const { origin } = new URL(apiUrl);
    const isThere = (address: string) => originOf(address) === origin;
    return { file: isThere, response: isThere };
  }
  return {
    file: (address) => originOf(address) === `https://${FILES}`,
    response: (address) => originOf(address) === `https://${HOOKS}`,
  };
}

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}
