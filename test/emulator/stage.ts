import { type Bench, readable } from '../slack/bench.ts';
import type { EmulatorBench } from './bench.ts';
import type { EmulatedMessage, Person } from './workspace.ts';
import { messageSchema } from './workspace.ts';

/** A piece of evidence as a person brings it: pasted, or as a file. */
export type Piece =
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array };

/** A place where one story can be played, whoever wrote it. Everything has come to rest when a promise resolves. */
export interface Stage {
  readonly botUserId: string;
  /** Opens a case by command; resolves to its thread. */
  open(person: Person, flow: string): Promise<string>;
  bring(person: Person, piece: Piece, thread: string): Promise<void>;
  /** Edits what was pasted last. */
  edit(person: Person, text: string, thread: string): Promise<void>;
  /** Presses a button where it stands last in the thread. */
  press(person: Person, actionId: string, thread: string): Promise<void>;
  thread(ts: string): Promise<readonly EmulatedMessage[]>;
}

/** The emulator as a stage; people's acts come from the driver. */
export function emulatorStage({ workspace, driver, settle }: EmulatorBench): Stage {
  const { channel, botUserId } = workspace;
  const thread = (ts: string) => workspace.thread(channel, ts);
  let pasted = '';
  return {
    botUserId,
    thread,
    async open(person, flow) {
      await driver.command(person, flow);
      await settle();
      return (await workspace.history(channel)).at(-1)?.ts ?? '';
    },
    async bring(person, piece, ts) {
      if (piece.kind === 'file') await driver.share(person, piece, ts);
      else pasted = await driver.say(person, piece.text, ts);
      await settle();
    },
    async edit(person, text, ts) {
      await driver.edit(person, pasted, text, ts);
      await settle();
    },
    async press(person, actionId, ts) {
      await driver.press(person, holderOf(await thread(ts), actionId), actionId);
      await settle();
    },
  };
}

/** The project's own war room as a stage. */
export function warRoomStage({ room, settle }: Bench, channel: string): Stage {
  const { control, botUserId } = room;
  control.addChannel({ name: channel });
  const messages = (ts: string) => control.messages(channel, ts).map((one) => messageSchema.parse(one));
  let pasted = '';
  return {
    botUserId,
    thread: async (ts) => messages(ts),
    async open(user, text) {
      await control.command({ user, channel, command: '/triage', text });
      await settle();
      return messageSchema.parse(control.messages(channel).at(-1)).ts;
    },
    async bring(user, piece, threadTs) {
      const at = { user, channel, threadTs };
      if (piece.kind === 'file') control.upload({ ...at, files: [{ name: piece.name, content: piece.bytes }] });
      else pasted = control.say({ ...at, text: piece.text }).ts;
      await settle();
    },
    async edit(user, text) {
      control.edit({ user, channel, messageTs: pasted, text });
      await settle();
    },
    async press(user, actionId, ts) {
      const { ts: messageTs } = holderOf(messages(ts), actionId);
      await control.click({ user, channel, messageTs, actionId });
      await settle();
    },
  };
}

function holderOf(messages: readonly EmulatedMessage[], actionId: string): EmulatedMessage {
  const holder = messages.findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(`"${actionId}"`));
  if (holder === undefined) throw new Error(`no message has ${actionId}`);
  return holder;
}

/** What the bot has said in a thread, without what differs by nature: ids of people, cases and blocks, times, marks of files. */
export function saidByBot({ botUserId }: Stage, messages: readonly EmulatedMessage[]): readonly object[] {
  return messages
    .filter(({ user }) => user === botUserId)
    .map((one) => ({
      says: anonymous(readable(one)),
      blocks: (one.blocks ?? []).map(({ block_id: _, ...block }) => anonymous(JSON.stringify(sorted(block)))),
      files: (one.files ?? []).map(({ name }) => name.replace(/-[0-9a-f]{8}(?=\.)/, '')),
      isEdited: one.edited !== undefined,
    }));
}

function anonymous(text: string): string {
  const unnumbered = text.replace(/\bRT-\d+/g, 'CASE').replace(/\bU[A-Z0-9]{9,}\b/g, 'PERSON');
  return unnumbered.replace(/\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? UTC/g, 'TIME');
}

/** Objects with their keys in one order, so that two writers of JSON can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(entries.map(([key, held]) => [key, sorted(held)]));
}
