import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackMessage } from '../report/slack/message.ts';
import { type WireMessage, wireMessageSchema } from './events/read-message.ts';

/** A message in Slack with the mark that the outbox left on it. */
export interface MarkedMessage {
  readonly ts: string;
  readonly opId: string | null;
  /** The names of its files. */
  readonly files: readonly string[];
}

/**
 * All that this room asks of Slack's Web API; nothing else calls the client. Every function throws what the client
 * throws: `readFailure` reads it.
 */
export interface SlackApi {
  post(channel: string, thread: string | null, message: SlackMessage, opId: string): Promise<string>;
  update(channel: string, ts: string, message: SlackMessage): Promise<void>;
  whisper(channel: string, thread: string | null, user: string, message: SlackMessage): Promise<void>;
  /** Messages of a thread, or of the channel itself, that are not older than `oldest` (a timestamp). */
  recent(channel: string, thread: string | null, oldest: string): Promise<readonly MarkedMessage[]>;
  /** The messages of a thread, its first one included, oldest first; at most 200. */
  thread(channel: string, thread: string): Promise<readonly WireMessage[]>;
  fileUrl(file: string): Promise<string | null>;
  /** Where the bytes of a new file go; it is seen by nobody before it is shared. `alt` describes an image. */
  newFile(name: string, bytes: number, alt: string): Promise<{ readonly id: string; readonly url: string }>;
  /** Shares a file whose bytes have arrived, as a message in a thread. */
  shareFile(channel: string, thread: string, file: { readonly id: string; readonly title: string }): Promise<void>;
  openView(triggerId: string, view: ModalView): Promise<void>;
  /** Whether a person is in a channel now; false as well when it has more people than are looked through. */
  isMember(channel: string, user: string): Promise<boolean>;
  /** What Slack says of a person now. */
  person(user: string): Promise<PersonInSlack>;
  /** The ids of the people in a user group now. */
  usergroupMembers(usergroup: string): Promise<readonly string[]>;
  /** Whether people of another organisation read a channel, or are invited to. */
  isSharedOutside(channel: string): Promise<boolean>;
  /** The address of a message, for people; null when Slack names none. */
  permalink(channel: string, ts: string): Promise<string | null>;
}

/** The marks of a person (docs.slack.dev/reference/objects/user-object). What Slack leaves out is null or false. */
export interface PersonInSlack {
  readonly team: string | null;
  /** Workspaces of the same organisation that the person is in (Enterprise Grid). */
  readonly teams: readonly string[];
  readonly isBot: boolean;
  readonly isGuest: boolean;
  /** Known here only through a shared channel. */
  readonly isStranger: boolean;
  readonly isDeleted: boolean;
}

const EVENT_TYPE = 'roundtrip_post';
const PAGE = 200;
/** The most that Slack gives at once (docs.slack.dev/reference/methods/conversations.members). */
const MEMBERS_A_PAGE = 999;
const MEMBER_PAGES = 5;

const marked = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).nullish(),
  files: z.array(z.object({ name: z.string().nullish() })).nullish(),
});

/** Nothing that a message holds is turned into links, mentions or previews by Slack. */
const AS_IT_IS = { parse: 'none', link_names: false } as const;
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;

export function createSlackApi(client: WebClient): SlackApi {
  return {
    async post(channel, thread, { text, blocks }, opId) {
      const posted = await client.chat.postMessage({
        channel,
        text,
        blocks: [...blocks],
        ...AS_IT_IS,
        ...NO_PREVIEWS,
        ...(thread === null ? {} : { thread_ts: thread }),
        metadata: { event_type: EVENT_TYPE, event_payload: { op_id: opId } },
      });
      return z.string().parse(posted.ts);
    },
    async update(channel, ts, { text, blocks }) {
      await client.chat.update({ channel, ts, text, blocks: [...blocks], ...AS_IT_IS });
    },
    async whisper(channel, thread, user, { text, blocks }) {
      const where = thread === null ? { channel, user } : { channel, user, thread_ts: thread };
      await client.chat.postEphemeral({ ...where, text, blocks: [...blocks], ...AS_IT_IS });
    },
    async recent(channel, thread, oldest) {
      const window = { channel, oldest, limit: PAGE, include_all_metadata: true, inclusive: true };
      const { messages } =
        thread === null
          ? await client.conversations.history(window)
          : await client.conversations.replies({ ...window, ts: thread });
      return z
        .array(marked)
        .parse(messages ?? [])
        .map(readMark);
    },
    async thread(channel, thread) {
      const { messages } = await client.conversations.replies({ channel, ts: thread, limit: PAGE });
      return z.array(wireMessageSchema).parse(messages ?? []);
    },
    async fileUrl(file) {
      const answer = await client.files.info({ file });
      return answer.file?.url_private_download ?? answer.file?.url_private ?? null;
    },
    async newFile(filename, length, alt) {
      // The method's page names the argument `alt_txt` (docs.slack.dev/reference/methods/files.getUploadURLExternal),
      // Slack's own client `alt_text`; an argument that Slack does not know is passed over.
      const described = { filename, length, alt_txt: alt, alt_text: alt };
      const { file_id: id, upload_url: url } = await client.files.getUploadURLExternal(described);
      return z.object({ id: z.string(), url: z.string() }).parse({ id, url });
    },
    async shareFile(channel, thread, { id, title }) {
      await client.files.completeUploadExternal({ channel_id: channel, thread_ts: thread, files: [{ id, title }] });
    },
    async openView(triggerId, view) {
      await client.views.open({ trigger_id: triggerId, view });
    },
    async isMember(channel, user) {
      let cursor = '';
      for (let page = 0; page < MEMBER_PAGES; page += 1) {
        const from = cursor === '' ? {} : { cursor };
        const answer = await client.conversations.members({ channel, limit: MEMBERS_A_PAGE, ...from });
        if (answer.members?.includes(user)) return true;
        cursor = answer.response_metadata?.next_cursor ?? '';
        if (cursor === '') return false;
      }
      return false;
    },
    async person(user) {
      const answer = await client.users.info({ user });
      const known = answer.user ?? {};
      return {
        team: known.team_id ?? null,
        teams: known.enterprise_user?.teams ?? [],
        // `is_app_user` is no mark of a bot: it is set for whoever has authorised the calling app.
        isBot: known.is_bot === true || known.is_workflow_bot === true || known.is_connector_bot === true,
        isGuest: known.is_restricted === true || known.is_ultra_restricted === true,
        isStranger: known.is_stranger === true,
        isDeleted: known.deleted === true || known.id !== user,
      };
    },
    async usergroupMembers(usergroup) {
      const answer = await client.usergroups.users.list({ usergroup });
      return answer.users ?? [];
    },
    async isSharedOutside(channel) {
      const { channel: about } = await client.conversations.info({ channel });
      if (about?.id !== channel) throw new Error('Slack answered for another channel than it was asked about');
      // Shared within one organisation (Enterprise Grid) is `is_shared` too, with `is_org_shared`.
      const isShared = about.is_shared === true && about.is_org_shared !== true;
      return isShared || about.is_ext_shared === true || about.is_pending_ext_shared === true;
    },
    async permalink(channel, ts) {
      const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
      return permalink ?? null;
    },
  };
}

function readMark({ ts, metadata, files }: z.output<typeof marked>): MarkedMessage {
  const opId = metadata?.event_type === EVENT_TYPE ? metadata.event_payload.op_id : null;
  const names = (files ?? []).flatMap(({ name }) => name ?? []);
  return { ts, opId: typeof opId === 'string' ? opId : null, files: names };
}
