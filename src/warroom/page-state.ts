import type { LabView } from './lab.ts';
import type { Block, JsonObject, ThreadStatus } from './model.ts';

/** What the server tells the page. Both sides read these shapes; nothing else crosses between them. */

export interface PagePerson {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly isBot: boolean;
}

export interface PageChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'group' | 'im';
  readonly topic: string;
  readonly members: number;
  readonly hasBot: boolean;
}

export interface PageFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly title: string;
  readonly isSnippet: boolean;
  /** It is shown where it stands, with this description. */
  readonly isImage: boolean;
  readonly alt: string;
  /** The first lines of a snippet, and how many more there are. */
  readonly preview: string;
  readonly linesMore: number;
}

export interface PageMessage {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | null;
  readonly kind: 'message' | 'ephemeral' | 'slackbot' | 'tombstone';
  /** A reply that is shown in the channel as well. */
  readonly broadcast: boolean;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly files: readonly PageFile[];
  readonly edited: boolean;
  readonly reactions: ReadonlyArray<{ readonly name: string; readonly users: readonly string[] }>;
  readonly replies: number;
  readonly repliers: readonly string[];
  readonly latestReply: string | null;
}

export interface PageView {
  readonly id: string;
  readonly hash: string;
  readonly title: string;
  readonly submit: string | null;
  readonly close: string | null;
  readonly blocks: readonly Block[];
}

export interface PageSample {
  readonly id: string;
  readonly title: string;
  readonly steps: ReadonlyArray<{ readonly kind: 'command' | 'paste'; readonly label: string; readonly text: string }>;
}

/** Everything but messages, for one person. Sent whole whenever it changes. */
export interface PageState {
  readonly team: string;
  readonly app: { readonly name: string; readonly userId: string };
  readonly me: string;
  readonly connected: boolean;
  readonly transport: 'socket-mode' | 'http';
  readonly people: readonly PagePerson[];
  readonly usergroups: ReadonlyArray<{ readonly id: string; readonly handle: string; readonly name: string }>;
  readonly channels: readonly PageChannel[];
  readonly commands: ReadonlyArray<{ readonly command: string; readonly description: string; readonly hint: string }>;
  readonly shortcuts: ReadonlyArray<{ readonly callbackId: string; readonly name: string; readonly type: string }>;
  readonly samples: readonly PageSample[];
  /** Null: this war room has no lab. */
  readonly lab: LabView | null;
  readonly statuses: readonly ThreadStatus[];
  readonly views: readonly PageView[];
  /** Whether the app has a Home tab, and what it published there for this person. */
  readonly hasHome: boolean;
  readonly home: PageView | null;
}

/** One server-sent event. `reset` comes first on every connection: what the page held before is void. */
export type PageEvent =
  | { readonly type: 'reset'; readonly state: PageState; readonly messages: readonly PageMessage[] }
  | { readonly type: 'state'; readonly state: PageState }
  | { readonly type: 'messages'; readonly changed: readonly PageMessage[]; readonly removed: readonly string[] };

/** What an action of the page came to. A refusal's words are meant for the person. */
export type ActAnswer =
  | { readonly ok: true; readonly result: JsonObject }
  | { readonly ok: false; readonly refusal: string };

export function messageKey(message: { readonly channel: string; readonly ts: string }): string {
  return `${message.channel} ${message.ts}`;
}
