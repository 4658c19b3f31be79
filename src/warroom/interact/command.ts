import { ApiError } from '../errors.ts';
import { escapeText } from '../escape.ts';
import { COMMAND_TEXT } from '../limits.ts';
import type { SlashCommand } from '../manifest.ts';
import { whisper } from '../messages.ts';
import { compose } from '../rich-text.ts';
import type { Room } from '../room.ts';
import { applyAnswer, saysSomething } from './answer.ts';
import { actingPerson, channelOf, channelRef, failureWord } from './payload.ts';

export interface CommandInput {
  readonly user: string;
  readonly channel: string;
  /** With the slash. */
  readonly command: string;
  readonly text: string;
  readonly threadTs?: string | undefined;
}

/** How it ended: acknowledged, not sent at all, or sent and failed. The person has been told in the last two cases. */
export type InteractionResult =
  | { readonly kind: 'acked' }
  | { readonly kind: 'refused' | 'failed'; readonly error: string };

/**
 * A person uses a slash command (docs.slack.dev/interactivity/implementing-slash-commands). It is refused in threads,
 * works in every conversation the person is in, and is sent once; unacknowledged after 3 s it fails visibly.
 */
export async function runCommand(room: Room, input: CommandInput): Promise<InteractionResult> {
  const user = actingPerson(room, input.user);
  const channel = channelOf(room, user, input.channel);
  const to = { user: user.id, channel: channel.id, threadTs: input.threadTs };
  const say = (text: string) => whisper(room, 'slackbot', to, { text });
  const known = room.manifest.features.slash_commands.find(({ command }) => command === input.command);
  if (!known) {
    say(`\`${escapeText(input.command)}\` is not a valid command.`);
    return { kind: 'refused', error: 'not_a_command' };
  }
  if (input.threadTs !== undefined) {
    say(`${input.command} is not supported in threads. Sorry!`);
    return { kind: 'refused', error: 'not_supported_in_threads' };
  }
  if (input.text.length > COMMAND_TEXT) {
    say(`That is more than a command takes (${COMMAND_TEXT} characters). Send it as a message instead.`);
    return { kind: 'refused', error: 'too_long' };
  }
  const target = { user: user.id, channel: channel.id, ephemeral: false };
  const { team, app } = room.workspace;
  const outcome = await room.outbox.ask('slash_commands', {
    token: room.secrets.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelRef(channel).name,
    user_id: user.id,
    user_name: user.name,
    command: input.command,
    text: writtenText(room, known, input.text),
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: room.responseUrls.issue(target),
    trigger_id: room.triggers.issue(user.id),
  });
  if (outcome.kind === 'unacked') {
    const error = failureWord(outcome.reason);
    say(`${input.command} failed with the error "${error}"`);
    return { kind: 'failed', error };
  }
  return applyAck(room, target, outcome.body, say);
}

/** Text as the app gets it: `& < >` escaped; people and channels as `<@U…>` only when `should_escape` asks for it. */
function writtenText(room: Room, command: SlashCommand, text: string): string {
  return command.should_escape ? compose(room.workspace, text).text : escapeText(text);
}

function applyAck(
  room: Room,
  target: Parameters<typeof applyAnswer>[1],
  body: unknown,
  say: (text: string) => void,
): InteractionResult {
  if (!saysSomething(body)) return { kind: 'acked' };
  try {
    applyAnswer(room, target, body);
    return { kind: 'acked' };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    say(`The app's answer could not be shown: ${error.code}`);
    return { kind: 'failed', error: error.code };
  }
}
