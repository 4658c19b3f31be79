import { randomUUID } from 'node:crypto';
import { Refusal } from './errors.ts';
import { keepFile } from './files.ts';
import { actingPerson, channelOf } from './interact/payload.ts';
import { COMPOSER_TEXT } from './limits.ts';
import { changeMessage, postMessage, removeMessage } from './messages.ts';
import type { Channel, Message } from './model.ts';
import { compose, splitFences } from './rich-text.ts';
import type { Room } from './room.ts';

export interface FileInput {
  readonly name: string;
  /** The content, as bytes or as text in UTF-8. */
  readonly content: Uint8Array | string;
}

export interface SayInput {
  readonly user: string;
  /** A channel by id or name, or the direct conversation's id. */
  readonly channel: string;
  readonly threadTs?: string | undefined;
  readonly text: string;
  /** The whole text is one code block. */
  readonly preformatted?: boolean | undefined;
  readonly files?: readonly FileInput[] | undefined;
  /** Files that were uploaded before, by id. */
  readonly fileIds?: readonly string[] | undefined;
  /** What the file is called when the text has to become a snippet. */
  readonly snippetName?: string | undefined;
}

/**
 * A person sends a message. Text and rich text are made as Slack's composer makes them; a paste above COMPOSER_TEXT
 * characters becomes a snippet, and what stood around its code block stays the message's text. With files the message
 * has the subtype `file_share`.
 */
export function say(room: Room, input: SayInput): Message {
  const user = actingPerson(room, input.user);
  const channel = channelOf(room, user, input.channel);
  if (input.threadTs !== undefined) parentOf(room, channel, input.threadTs);
  const { text, preformatted, snippet } = shorten(input.text, input.preformatted === true);
  const given = [...(input.files ?? [])];
  if (snippet !== undefined) given.push({ name: `${input.snippetName ?? 'untitled'}.txt`, content: snippet });
  const made = given.map(({ name, content }) => keepFile(room, { name, bytes: bytesOf(content), user: user.id }).id);
  const files = [...knownFiles(room, input.fileIds ?? []), ...made];
  if (text.trim() === '' && files.length === 0) throw new Refusal('There is nothing to send.');
  const composed = text === '' ? { text: '', blocks: undefined } : compose(room.workspace, text, preformatted);
  return postMessage(room, {
    channel,
    user: user.id,
    ...composed,
    threadTs: input.threadTs,
    clientMsgId: randomUUID(),
    ...(files.length > 0 ? { files, subtype: 'file_share' } : {}),
  });
}

export interface EditInput {
  readonly user: string;
  readonly channel: string;
  readonly messageTs: string;
  readonly text: string;
}

/** A person edits a message of their own. */
export function edit(room: Room, { user, channel: wanted, messageTs, text }: EditInput): Message {
  const { channel, message } = ownMessage(room, user, wanted, messageTs);
  if (text.trim() === '') throw new Refusal('An edited message needs text.');
  if (text.length > COMPOSER_TEXT) throw new Refusal(`A message has at most ${COMPOSER_TEXT} characters.`);
  return changeMessage(room, channel, message, compose(room.workspace, text), message.user);
}

/** A person deletes a message of their own. */
export function removeOwn(room: Room, input: Omit<EditInput, 'text'>): void {
  const { channel, message } = ownMessage(room, input.user, input.channel, input.messageTs);
  removeMessage(room, channel, message);
}

function ownMessage(room: Room, userId: string, wanted: string, ts: string): { channel: Channel; message: Message } {
  const user = actingPerson(room, userId);
  const channel = channelOf(room, user, wanted);
  const message = room.workspace.message(channel.id, ts);
  if (!message) throw new Refusal('That message is gone.');
  if (message.user !== user.id) throw new Refusal('Only its author can change a message.');
  return { channel, message };
}

function parentOf(room: Room, channel: Channel, threadTs: string): Message {
  const parent = room.workspace.message(channel.id, threadTs);
  if (!parent || parent.threadTs !== undefined) throw new Refusal('That thread is gone.');
  return parent;
}

function shorten(text: string, preformatted: boolean): { text: string; preformatted: boolean; snippet?: string } {
  if (text.length <= COMPOSER_TEXT) return { text, preformatted };
  const parts = preformatted ? [] : splitFences(text);
  const code = parts.filter((part) => part.code).map((part) => part.body);
  const around = parts.filter((part) => !part.code).map((part) => part.body);
  const rest = around.join('').trim();
  if (code.length === 0 || rest.length > COMPOSER_TEXT) return { text: '', preformatted: false, snippet: text };
  return { text: rest, preformatted: false, snippet: code.join('\n') };
}

function knownFiles(room: Room, ids: readonly string[]): string[] {
  for (const id of ids) if (!room.workspace.files.has(id)) throw new Refusal('That file is gone.');
  return [...ids];
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
