import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import { ALL_FILES_BYTES, EPHEMERALS_PER_USER, MESSAGES_PER_CHANNEL } from './limits.ts';
import type { Channel, ChannelKind, Ephemeral, Message, SlackFile, ThreadStatus, User, Usergroup } from './model.ts';

/** What exists in the workspace. It keeps things and finds them; it knows no rules and sends nothing. */
export class Workspace {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly team = { id: 'T0WARROOM1', domain: 'war-room', name: 'War room' };
  readonly app: { readonly id: string; readonly botId: string; readonly botUserId: string; readonly name: string };
  readonly users = new Map<string, User>();
  readonly usergroups: Usergroup[] = [];
  readonly channels = new Map<string, Channel>();
  readonly files = new Map<string, SlackFile>();
  readonly statuses = new Map<string, ThreadStatus>();
  #ephemerals: readonly Ephemeral[] = [];
  #fileBytes = 0;
  readonly #listeners = new Set<() => void>();

  constructor(clock: Clock, ids: Ids, botName: string) {
    this.clock = clock;
    this.ids = ids;
    this.app = { id: 'A0WARROOM1', botId: 'B0WARROOM1', botUserId: 'U0WARROOM0', name: botName };
  }

  addUser(user: User): User {
    this.users.set(user.id, user);
    return user;
  }

  addChannel(name: string, kind: ChannelKind, members: Iterable<string>, topic = '', isShared = false): Channel {
    const id = this.ids.next(kind === 'im' ? 'D' : 'C');
    const created = Math.floor(this.clock.now() / 1000);
    const channel: Channel = { id, name, kind, created, topic, members: new Set(members), messages: [], isShared };
    this.channels.set(id, channel);
    this.changed();
    return channel;
  }

  /** The direct conversation of a person with the bot; made when it is first needed. */
  directMessage(user: string): Channel {
    for (const channel of this.channels.values()) {
      if (channel.kind === 'im' && channel.members.has(user)) return channel;
    }
    return this.addChannel('', 'im', [user, this.app.botUserId]);
  }

  botIsIn(channel: Channel): boolean {
    return channel.members.has(this.app.botUserId);
  }

  message(channelId: string, ts: string): Message | undefined {
    return this.channels.get(channelId)?.messages.find((message) => message.ts === ts);
  }

  replies(channelId: string, threadTs: string): readonly Message[] {
    return this.channels.get(channelId)?.messages.filter((message) => message.threadTs === threadTs) ?? [];
  }

  /** Appends a message. The oldest ones fall out when the channel is full. */
  addMessage(message: Message): void {
    const messages = this.channels.get(message.channel)?.messages;
    messages?.push(message);
    if (messages && messages.length > MESSAGES_PER_CHANNEL) messages.splice(0, messages.length - MESSAGES_PER_CHANNEL);
    this.changed();
  }

  replaceMessage(message: Message): void {
    const messages = this.channels.get(message.channel)?.messages ?? [];
    const at = messages.findIndex((known) => known.ts === message.ts);
    if (at >= 0) messages[at] = message;
    this.changed();
  }

  dropMessage(message: Message): void {
    const messages = this.channels.get(message.channel)?.messages ?? [];
    const at = messages.findIndex((known) => known.ts === message.ts);
    if (at >= 0) messages.splice(at, 1);
    this.changed();
  }

  ephemerals(user: string): readonly Ephemeral[] {
    return this.#ephemerals.filter((ephemeral) => ephemeral.user === user);
  }

  /** Adds an ephemeral, or puts it in the place of the one with the same ts. */
  putEphemeral(ephemeral: Ephemeral): void {
    const others = this.#ephemerals.filter((known) => known.ts !== ephemeral.ts);
    const mine = others.filter((known) => known.user === ephemeral.user);
    const oldest = mine.length >= EPHEMERALS_PER_USER ? mine[0] : undefined;
    this.#ephemerals = [...others.filter((known) => known !== oldest), ephemeral];
    this.changed();
  }

  dropEphemeral(ts: string): void {
    this.#ephemerals = this.#ephemerals.filter((known) => known.ts !== ts);
    this.changed();
  }

  /** Keeps a file, or its changed description. Returns false, keeping nothing, when all files together are too large. */
  putFile(file: SlackFile): boolean {
    const size = this.#fileBytes - (this.files.get(file.id)?.bytes.length ?? 0) + file.bytes.length;
    if (size > ALL_FILES_BYTES) return false;
    this.#fileBytes = size;
    this.files.set(file.id, file);
    this.changed();
    return true;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells everyone who watches that something is different. */
  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export function statusKey(channel: string, threadTs: string): string {
  return `${channel} ${threadTs}`;
}
