/**
 * Everything that Roundtrip asks of a workspace, in one place. manifest.yml has to say the same, no more and no less;
 * a test holds the two together, and another holds the methods against the calls in the code.
 */

export const COMMANDS = ['/triage'] as const;

export const SHORTCUTS = [{ callbackId: 'triage_message', type: 'message' }] as const;

/** Subscriptions, each with the scope that Slack demands for it (docs.slack.dev/reference/events). */
export const EVENTS = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
} as const;

/** What commands and shortcuts need (docs.slack.dev/reference/scopes/commands). */
export const INTERACTION_SCOPES = ['commands'] as const;

/**
 * Web API methods that are called with the bot token, each with the scopes without which some of its calls would fail
 * (docs.slack.dev/reference/methods). What concerns a conversation needs one scope for each kind; nothing
 * is looked up of a direct one.
 */
export const METHODS = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
} as const;

/** Downloading what people upload is no method; it takes the same scope as `files.info`. */
export const DOWNLOAD_SCOPES = ['files:read'] as const;

/** All bot scopes, each once, in alphabetical order. */
export const SCOPES: readonly string[] = [
  ...new Set<string>([
    ...Object.values(EVENTS),
    ...INTERACTION_SCOPES,
    ...DOWNLOAD_SCOPES,
    ...Object.values(METHODS).flat(),
  ]),
].sort();
