import { isObject } from '../blocks/finder.ts';
import { isImage } from '../images.ts';
import type { LabDesk } from '../lab.ts';
import { SNIPPET_PREVIEW } from '../limits.ts';
import type { Channel, Ephemeral, Message, Sample, SlackFile, View } from '../model.ts';
import { messageKey, type PageFile, type PageMessage, type PageState, type PageView } from '../page-state.ts';
import type { Room } from '../room.ts';

/** A message for the page, made only when it is wanted, with a version that tells whether it was sent before. */
export interface Versioned {
  readonly version: string;
  read(): PageMessage;
}

/** Versions are handed out by identity: a message is replaced, never altered. */
const versions = new WeakMap<object, number>();
let lastVersion = 0;

/** What one person sees besides messages. */
export function pageState(room: Room, samples: readonly Sample[], lab: LabDesk | null, user: string): PageState {
  const { workspace, manifest, transport, views } = room;
  const { slash_commands: commands, shortcuts } = manifest.features;
  const home = views.home(user);
  return {
    team: workspace.team.name,
    app: { name: workspace.app.name, userId: workspace.app.botUserId },
    me: user,
    connected: transport.connection() === 'connected',
    transport: transport.name,
    people: [...workspace.users.values()],
    usergroups: workspace.usergroups.map(({ id, handle, name }) => ({ id, handle, name })),
    channels: channelsOf(room, user).map((channel) => ({
      id: channel.id,
      name: channel.kind === 'im' ? workspace.app.name : channel.name,
      kind: channel.kind,
      topic: channel.topic,
      members: channel.members.size,
      hasBot: workspace.botIsIn(channel),
    })),
    commands: commands.map((one) => ({ ...one, hint: one.usage_hint ?? '' })),
    shortcuts: shortcuts.map(({ callback_id, name, type }) => ({ callbackId: callback_id, name, type })),
    samples: samples.map(({ id, title, steps }) => ({
      id,
      title,
      steps: steps.map((step) => ({
        kind: step.kind,
        label: step.kind === 'command' ? step.text : step.observer,
        text: step.text,
      })),
    })),
    lab: lab?.view() ?? null,
    statuses: [...workspace.statuses.values()],
    views: views.stack(user).map(pageView),
    hasHome: manifest.features.app_home.home_tab_enabled,
    home: home ? pageView(home) : null,
  };
}

/** Every message this person can see, ephemerals included, by message key. */
export function pageMessages(room: Room, user: string): Map<string, Versioned> {
  const shown = new Map<string, Versioned>();
  for (const channel of channelsOf(room, user)) {
    const replies = Map.groupBy(
      channel.messages.filter(({ threadTs }) => threadTs !== undefined),
      ({ threadTs }) => threadTs,
    );
    for (const message of channel.messages) {
      const own = replies.get(message.ts) ?? [];
      const version = `${versionOf(message)} ${own.length}`;
      shown.set(messageKey(message), { version, read: () => pageMessage(room, message, own) });
    }
  }
  for (const one of room.workspace.ephemerals(user)) {
    shown.set(messageKey(one), { version: String(versionOf(one)), read: () => pageEphemeral(room, one) });
  }
  return shown;
}

function versionOf(item: object): number {
  const known = versions.get(item);
  if (known !== undefined) return known;
  lastVersion += 1;
  versions.set(item, lastVersion);
  return lastVersion;
}

function channelsOf(room: Room, user: string): readonly Channel[] {
  return [...room.workspace.channels.values()].filter((channel) => channel.members.has(user));
}

function pageMessage(room: Room, message: Message, replies: readonly Message[]): PageMessage {
  return {
    ts: message.ts,
    channel: message.channel,
    user: message.user,
    threadTs: message.threadTs ?? null,
    kind: message.subtype === 'tombstone' ? 'tombstone' : 'message',
    broadcast: message.subtype === 'thread_broadcast',
    text: message.text,
    blocks: message.blocks ?? [],
    files: (message.files ?? []).flatMap((id) => pageFile(room.workspace.files.get(id))),
    edited: message.edited !== undefined,
    reactions: message.reactions,
    replies: replies.length,
    repliers: [...new Set(replies.map(({ user }) => user))],
    latestReply: replies.at(-1)?.ts ?? null,
  };
}

function pageEphemeral(room: Room, one: Ephemeral): PageMessage {
  return {
    ts: one.ts,
    channel: one.channel,
    user: room.workspace.app.botUserId,
    threadTs: one.threadTs ?? null,
    kind: one.from === 'bot' ? 'ephemeral' : 'slackbot',
    broadcast: false,
    text: one.text,
    blocks: one.blocks ?? [],
    files: [],
    edited: false,
    reactions: [],
    replies: 0,
    repliers: [],
    latestReply: null,
  };
}

function pageFile(file: SlackFile | undefined): PageFile[] {
  if (!file) return [];
  const { id, name, title, alt, mode } = file;
  const lines = mode === 'snippet' ? new TextDecoder().decode(file.bytes).split('\n') : [];
  const preview = lines.slice(0, SNIPPET_PREVIEW.lines).join('\n').slice(0, SNIPPET_PREVIEW.characters);
  const linesMore = Math.max(0, lines.length - SNIPPET_PREVIEW.lines);
  const size = file.bytes.length;
  return [{ id, name, title, alt, size, isSnippet: mode === 'snippet', isImage: isImage(file), preview, linesMore }];
}

function pageView({ id, hash, body, blocks }: View): PageView {
  const title = textOf(body.title) ?? '';
  return { id, hash, title, submit: textOf(body.submit), close: textOf(body.close), blocks };
}

function textOf(value: unknown): string | null {
  return isObject(value) && typeof value.text === 'string' ? value.text : null;
}
