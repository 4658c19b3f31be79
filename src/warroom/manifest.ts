import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const command = z.object({
  command: z.string().startsWith('/').max(32),
  description: z.string().max(2000),
  usage_hint: z.string().max(1000).optional(),
  should_escape: z.boolean().default(false),
});

const shortcut = z.object({
  name: z.string().max(24),
  callback_id: z.string().max(255),
  description: z.string().max(150),
  type: z.enum(['message', 'global']),
});

/** The parts of a Slack app manifest (docs.slack.dev/reference/app-manifest) that change how Slack treats an app. */
const manifestSchema = z.object({
  display_information: z.object({ name: z.string().max(35), description: z.string().max(140).optional() }),
  features: z.object({
    bot_user: z.object({ display_name: z.string().max(80) }).optional(),
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).default({ home_tab_enabled: false }),
    slash_commands: z.array(command).max(50).default([]),
    shortcuts: z.array(shortcut).max(10).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).default({ bot_events: [] }),
    interactivity: z.object({ is_enabled: z.boolean() }).default({ is_enabled: false }),
    socket_mode_enabled: z.boolean().default(false),
  }),
});

export type AppManifest = z.output<typeof manifestSchema>;
export type SlashCommand = AppManifest['features']['slash_commands'][number];
/** The scope Slack demands before it saves a subscription (docs.slack.dev/reference/events, "Required scopes"). */
export const EVENT_SCOPE: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  file_shared: 'files:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
};

/**
 * Reads a manifest from YAML or JSON text, as Slack's own "create from manifest" page does.
 * Throws an Error that lists everything wrong with it, including a missing scope for a command or a subscription.
 */
export function parseManifest(text: string): AppManifest {
  const read = manifestSchema.safeParse(parseYaml(text));
  if (!read.success) throw new Error(`The app manifest cannot be used: ${z.prettifyError(read.error)}`);
  const missing = missingScopes(read.data);
  if (missing.length > 0) throw new Error(`The app manifest cannot be used: ${missing.join('; ')}`);
  return read.data;
}

function missingScopes(manifest: AppManifest): string[] {
  const granted = new Set(manifest.oauth_config.scopes.bot);
  const problems: string[] = [];
  const { slash_commands: commands, shortcuts } = manifest.features;
  if (commands.length + shortcuts.length > 0 && !granted.has('commands')) {
    problems.push('slash commands and shortcuts need the scope commands');
  }
  for (const event of manifest.settings.event_subscriptions.bot_events) {
    const scope = EVENT_SCOPE[event];
    if (scope !== undefined && !granted.has(scope)) problems.push(`the event ${event} needs the scope ${scope}`);
  }
  return problems;
}
