import { SNIPPET_PREVIEW } from './limits.ts';
import type { Channel, JsonObject, Message, SlackFile, User } from './model.ts';
import type { Workspace } from './state.ts';

/** Makes the JSON shapes Slack sends, from the war room's own nouns. Fields the war room has no use for are left out. */

export function wireUser(workspace: Workspace, user: User): JsonObject {
  const profile = { real_name: user.realName, display_name: user.name, title: user.title };
  return {
    id: user.id,
    team_id: user.team ?? workspace.team.id,
    name: user.name,
    real_name: user.realName,
    deleted: false,
    tz: 'Etc/UTC',
    tz_offset: 0,
    is_bot: user.isBot,
    is_app_user: false,
    is_admin: false,
    is_restricted: user.isGuest === true,
    is_ultra_restricted: false,
    ...(user.team === undefined ? {} : { is_stranger: true }),
    profile: user.isBot ? { ...profile, bot_id: workspace.app.botId, api_app_id: workspace.app.id } : profile,
  };
}

export function wireChannel(workspace: Workspace, channel: Channel): JsonObject {
  const shared = {
    id: channel.id,
    created: channel.created,
    is_archived: false,
    is_org_shared: false,
    context_team_id: workspace.team.id,
  };
  if (channel.kind === 'im') {
    const person = [...channel.members].find((member) => member !== workspace.app.botUserId);
    return { ...shared, is_im: true, is_channel: false, user: person, is_user_deleted: false };
  }
  return {
    ...shared,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'group',
    is_general: false,
    is_shared: channel.isShared === true,
    is_ext_shared: channel.isShared === true,
    is_member: workspace.botIsIn(channel),
    creator: [...channel.members][0],
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.size,
  };
}

/** A message as history and events show it. Metadata is added only where `include_all_metadata` was asked for. */
export function wireMessage(workspace: Workspace, baseUrl: string, message: Message, withMetadata = false): JsonObject {
  const { app, team } = workspace;
  const wire: Record<string, unknown> = { type: 'message', user: message.user, text: message.text, ts: message.ts };
  if (message.subtype !== undefined) wire.subtype = message.subtype;
  if (message.clientMsgId !== undefined) wire.client_msg_id = message.clientMsgId;
  wire.team = workspace.users.get(message.user)?.team ?? team.id;
  if (message.botId !== undefined) {
    wire.bot_id = message.botId;
    wire.app_id = app.id;
    wire.bot_profile = { id: app.botId, app_id: app.id, name: app.name, deleted: false, team_id: team.id };
  }
  if (message.blocks) wire.blocks = message.blocks;
  if (message.attachments) wire.attachments = message.attachments;
  if (message.files) {
    wire.files = message.files.flatMap((id) => {
      const file = workspace.files.get(id);
      return file ? [wireFile(workspace, baseUrl, file)] : [{ id, mode: 'tombstone' }];
    });
    wire.upload = true;
    wire.display_as_bot = false;
  }
  if (message.edited) wire.edited = message.edited;
  if (message.reactions.length > 0) {
    wire.reactions = message.reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length }));
  }
  if (withMetadata && message.metadata) wire.metadata = message.metadata;
  return { ...wire, ...threadFields(workspace, message) };
}

function threadFields(workspace: Workspace, message: Message): JsonObject {
  if (message.threadTs !== undefined) {
    const parent = workspace.message(message.channel, message.threadTs);
    return { thread_ts: message.threadTs, ...(parent ? { parent_user_id: parent.user } : {}) };
  }
  const replies = workspace.replies(message.channel, message.ts);
  if (replies.length === 0) return {};
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map((reply) => reply.user))],
    latest_reply: replies.at(-1)?.ts,
    is_locked: false,
    subscribed: false,
  };
}

export function wireFile(workspace: Workspace, baseUrl: string, file: SlackFile): JsonObject {
  const path = `${workspace.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  const shared: Record<string, unknown[]> = {};
  for (const share of file.shares) {
    shared[share.channel] ??= [];
    shared[share.channel]?.push({ ts: share.ts, ...(share.threadTs ? { thread_ts: share.threadTs } : {}) });
  }
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    ...(file.alt === '' ? {} : { alt_txt: file.alt }),
    mimetype: file.mimetype,
    filetype: file.filetype,
    pretty_type: file.filetype === 'text' ? 'Plain Text' : file.filetype.toUpperCase(),
    user: file.user,
    user_team: workspace.team.id,
    size: file.bytes.length,
    mode: file.mode,
    editable: file.mode === 'snippet',
    is_external: false,
    external_type: '',
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    file_access: 'visible',
    url_private: `${baseUrl}/files-pri/${path}/${name}`,
    url_private_download: `${baseUrl}/files-pri/${path}/download/${name}`,
    permalink: `${baseUrl}/files/${file.user}/${file.id}/${name}`,
    shares: { public: shared },
    ...(file.mode === 'snippet' ? snippetFields(file) : {}),
  };
}

/** A snippet carries the beginning of its text, always cut: an app that wants the whole has to download it. */
function snippetFields(file: SlackFile): JsonObject {
  const lines = new TextDecoder().decode(file.bytes).split('\n');
  const preview = lines.slice(0, SNIPPET_PREVIEW.lines).join('\n').slice(0, SNIPPET_PREVIEW.characters);
  const more = Math.max(0, lines.length - SNIPPET_PREVIEW.lines);
  return { preview, lines: lines.length, lines_more: more, preview_is_truncated: more > 0 };
}
