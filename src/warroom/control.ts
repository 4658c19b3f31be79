import { Refusal } from './errors.ts';
import { announceHomeOpened } from './events.ts';
import type { Fault } from './faults.ts';
import { type ClickInput, runClick, runViewClick, type ViewClickInput } from './interact/action.ts';
import { type CommandInput, type InteractionResult, runCommand } from './interact/command.ts';
import { actingPerson, channelOf } from './interact/payload.ts';
import { runShortcut, type ShortcutInput } from './interact/shortcut.ts';
import { closeView, type SubmitInput, type SubmitResult, submitView } from './interact/view.ts';
import type { JournalEntry } from './journal.ts';
import type { LabDesk } from './lab.ts';
import type { Channel, Ephemeral, JsonObject, Message, Sample, User, View } from './model.ts';
import { playAll, playStep, type SampleInput } from './play-sample.ts';
import { react } from './reactions.ts';
import type { Room } from './room.ts';
import { type EditInput, edit, type FileInput, removeOwn, type SayInput, say } from './say.ts';
import { wireMessage } from './wire.ts';

/**
 * Everything a person can do, and what they then see. Both the page and tests act through this and nothing else.
 * Channels may be given by id or name (`incident-edge`), people by id or handle (`ana`). What Slack's client would not
 * allow is refused with a `Refusal`, whose message is meant for that person.
 */
export interface WarRoomControl {
  say(input: SayInput): Message;
  upload(input: Omit<SayInput, 'text' | 'files'> & { text?: string; files: readonly FileInput[] }): Message;
  edit(input: EditInput): Message;
  remove(input: Omit<EditInput, 'text'>): void;
  react(input: Omit<EditInput, 'text'> & { readonly name: string }): void;
  /** Resolves once the app acknowledged or failed to. In a thread, or unknown: refused with an ephemeral. */
  command(input: CommandInput): Promise<InteractionResult>;
  shortcut(input: ShortcutInput): Promise<InteractionResult>;
  click(input: ClickInput): Promise<InteractionResult>;
  clickView(input: ViewClickInput): Promise<InteractionResult>;
  submitView(input: SubmitInput): Promise<SubmitResult>;
  closeView(input: { readonly user: string; readonly all?: boolean }): Promise<void>;
  /** A person looks at the app's Home tab: `app_home_opened`. */
  openHome(user: string): void;
  playStep(input: SampleInput): Promise<InteractionResult>;
  playAll(input: Omit<SampleInput, 'step'>): Promise<void>;
  /** Plays a breakage of the lab and gives what it says has happened. Refused while one is being played. */
  playLab(input: { readonly user: string; readonly breakageId: string }): Promise<string>;

  /** The messages of a channel that are not replies, or one thread with its parent first. Oldest first, wire shape. */
  messages(channel: string, threadTs?: string): readonly JsonObject[];
  ephemerals(user: string): readonly Ephemeral[];
  /** The open modals, the top one last. */
  views(user: string): readonly View[];
  home(user: string): View | undefined;
  channel(wanted: string): Channel;
  directMessage(user: string): Channel;
  fileText(fileId: string): string;

  /** Adds a channel with everyone in it; the bot too, unless told otherwise. */
  addChannel(options: {
    readonly name: string;
    readonly isPrivate?: boolean;
    readonly withBot?: boolean;
    /** Shared with another organisation. */
    readonly isShared?: boolean;
  }): Channel;
  /** Shares a channel with another organisation from now on. */
  shareChannel(wanted: string): void;
  /** Adds a person to the workspace and to every channel: a member, a guest, or one of another organisation (`team`). */
  addPerson(options: { readonly name: string; readonly isGuest?: boolean; readonly team?: string }): User;
  readonly faults: {
    inject(method: string, fault: Fault, times?: number): void;
    clear(): void;
    /** Sends an event again although it was acknowledged; the newest one unless told. */
    redeliver(eventId?: string): void;
    /** Makes the app reconnect its Socket Mode connections. */
    recycleConnections(): void;
  };
  /** Waits until `read` gives something other than undefined, null or false, looking again at every change. */
  until<T>(read: () => T | undefined | null | false): Promise<T>;
  /** Waits until nothing that was sent still waits for an acknowledgement. */
  settled(): Promise<void>;
  journal(): readonly JournalEntry[];
}

export function createControl(room: Room, samples: readonly Sample[], lab: LabDesk | null): WarRoomControl {
  const { workspace } = room;
  const anyone = () => actingPerson(room, [...workspace.users.keys()][0] ?? '');
  const channel = (wanted: string) => channelOf(room, anyone(), wanted, false);

  return {
    say: (input) => say(room, input),
    upload: (input) => say(room, { text: '', ...input }),
    edit: (input) => edit(room, input),
    remove: (input) => removeOwn(room, input),
    react({ user, channel: wanted, messageTs, name }) {
      const person = actingPerson(room, user);
      const message = workspace.message(channelOf(room, person, wanted).id, messageTs);
      if (!message) throw new Refusal('That message is gone.');
      react(room, message, person.id, name);
    },
    command: (input) => runCommand(room, input),
    shortcut: (input) => runShortcut(room, input),
    click: (input) => runClick(room, input),
    clickView: (input) => runViewClick(room, input),
    submitView: (input) => submitView(room, input),
    closeView: (input) => closeView(room, input),
    openHome: (user) => announceHomeOpened(room, actingPerson(room, user).id, 'home'),
    playStep: (input) => playStep(room, samples, input),
    playAll: (input) => playAll(room, samples, input),
    async playLab({ user, breakageId }) {
      actingPerson(room, user);
      if (lab === null) throw new Refusal('This war room has no lab.');
      return lab.play(breakageId);
    },

    messages(wanted, threadTs) {
      const { id, messages } = channel(wanted);
      const inThread = [workspace.message(id, threadTs ?? ''), ...workspace.replies(id, threadTs ?? '')];
      const shown = threadTs === undefined ? messages.filter((message) => message.threadTs === undefined) : inThread;
      return shown.flatMap((message) => (message ? [wireMessage(workspace, room.baseUrl, message, true)] : []));
    },
    ephemerals: (user) => workspace.ephemerals(actingPerson(room, user).id),
    views: (user) => room.views.stack(actingPerson(room, user).id),
    home: (user) => room.views.home(actingPerson(room, user).id),
    channel,
    directMessage: (user) => workspace.directMessage(actingPerson(room, user).id),
    fileText(fileId) {
      const file = workspace.files.get(fileId);
      if (!file) throw new Refusal('That file is gone.');
      return new TextDecoder().decode(file.bytes);
    },

    shareChannel(wanted) {
      channel(wanted).isShared = true;
    },
    addChannel({ name, isPrivate = false, withBot = true, isShared = false }) {
      const members = [...workspace.users.values()].filter((user) => withBot || !user.isBot).map((user) => user.id);
      return workspace.addChannel(name, isPrivate ? 'group' : 'channel', members, '', isShared);
    },
    addPerson({ name, isGuest, team }) {
      const id = workspace.ids.next('U');
      const user = workspace.addUser({ id, name, realName: name, title: '', isBot: false, isGuest, team });
      for (const known of workspace.channels.values()) if (known.kind !== 'im') known.members.add(id);
      return user;
    },
    faults: {
      inject: (method, fault, times) => room.faults.inject(method, fault, times),
      clear: () => room.faults.clear(),
      redeliver: (eventId) => room.outbox.redeliver(eventId),
      recycleConnections: () => room.socketMode?.recycle('refresh_requested'),
    },
    until: (read) => until(room, read),
    settled: () => room.outbox.settled(),
    journal: () => room.journal.entries(),
  };
}

function until<T>(room: Room, read: () => T | undefined | null | false): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = room.workspace.onChange(look);
    look();

    function look(): void {
      try {
        const value = read();
        if (value === undefined || value === null || value === false) return;
        stop();
        resolve(value);
      } catch (error) {
        stop();
        reject(error);
      }
    }
  });
}
