/** The nouns of the war room. Wire shapes are made from these in wire.ts; nothing here is sent as it is. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** A Block Kit block as received. Only check-blocks.ts looks inside, and it trusts nothing. */
export interface Block extends JsonObject {
  readonly type: string;
}

export interface User {
  readonly id: string;
  /** The handle, without the at sign. */
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly isBot: boolean;
  /** A guest of the workspace (Slack: restricted). */
  readonly isGuest?: boolean | undefined;
  /** The workspace of a person of another organisation, who is here through a shared channel; else this one. */
  readonly team?: string | undefined;
}

export interface Usergroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}

export type ChannelKind = 'channel' | 'group' | 'im';

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly created: number;
  readonly topic: string;
  readonly members: Set<string>;
  readonly messages: Message[];
  /** Shared with another organisation (Slack Connect). */
  isShared?: boolean | undefined;
}

export interface Reaction {
  readonly name: string;
  readonly users: string[];
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly botId?: string | undefined;
  readonly threadTs?: string | undefined;
  readonly subtype?: string | undefined;
  readonly clientMsgId?: string | undefined;
  readonly text: string;
  readonly blocks?: readonly Block[] | undefined;
  readonly attachments?: readonly JsonObject[] | undefined;
  readonly files?: readonly string[] | undefined;
  readonly metadata?: MessageMetadata | undefined;
  readonly edited?: { readonly user: string; readonly ts: string } | undefined;
  readonly reactions: readonly Reaction[];
}

export interface MessageMetadata {
  readonly event_type: string;
  readonly event_payload: JsonObject;
}

/** A message only one person sees, and only until they reload in real Slack; here it stays for the session. */
export interface Ephemeral {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  /** Who it appears to come from: the bot, or Slackbot for the platform's own words. */
  readonly from: 'bot' | 'slackbot';
  readonly threadTs?: string | undefined;
  readonly text: string;
  readonly blocks?: readonly Block[] | undefined;
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** What an image shows, for those who do not see it; empty when nobody said. */
  readonly alt: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly mode: 'hosted' | 'snippet';
  readonly user: string;
  readonly created: number;
  readonly bytes: Uint8Array;
  /** Channels it was shared into, with the message that carries it. */
  readonly shares: ReadonlyArray<{
    readonly channel: string;
    readonly ts: string;
    readonly threadTs?: string | undefined;
  }>;
}

export interface View {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly user: string;
  readonly hash: string;
  readonly rootId: string;
  readonly previousId: string | null;
  readonly externalId: string;
  /** The view as the app gave it, with missing block and action ids filled in. */
  readonly body: JsonObject;
  readonly blocks: readonly Block[];
}

export interface ThreadStatus {
  readonly channel: string;
  readonly threadTs: string;
  readonly status: string;
}

/** A ready-made conversation a person can play from the page. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly SampleStep[];
}

export type SampleStep =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'paste'; readonly observer: string; readonly text: string };
