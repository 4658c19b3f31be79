import { z } from 'zod';

/** A file as a message names it; its content is fetched when the job is done. */
const fileRef = z.object({
  id: z.string(),
  name: z.string(),
  mimetype: z.string(),
  size: z.number(),
  /** Null when Slack wants to be asked first (files shared from another organisation). */
  url: z.string().nullable(),
});

/** What a person wrote: the words outside code blocks, what can be read as evidence, and whether there was code. */
const said = z.object({ words: z.string(), text: z.string(), code: z.boolean() });

const placed = { team: z.string(), channel: z.string(), user: z.string() };
const spoken = { ...placed, ts: z.string(), thread: z.string().nullable(), said, files: z.array(fileRef) };

/**
 * What an arrival asks for, kept in the inbox until it has been done. Secrets are already taken out of texts.
 * `thread` is null for a message that is not a reply.
 */
export const jobSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    ...spoken,
    direct: z.boolean(),
    mention: z.boolean(),
    /** The channel is shared with another organisation. */
    shared: z.boolean(),
  }),
  z.object({ kind: z.literal('edited'), ...spoken }),
  z.object({
    kind: z.literal('deleted'),
    team: z.string(),
    channel: z.string(),
    ts: z.string(),
    thread: z.string().nullable(),
  }),
  z.object({ kind: z.literal('command'), ...placed, text: z.string(), triggerId: z.string(), responseUrl: z.string() }),
  z.object({
    kind: z.literal('action'),
    ...placed,
    /** The team of the person who clicked; another one than `team` for people of other organisations. */
    userTeam: z.string(),
    action: z.string(),
    value: z.string(),
    thread: z.string().nullable(),
    messageTs: z.string(),
    triggerId: z.string(),
    responseUrl: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('shortcut'),
    ...spoken,
    author: z.string(),
    responseUrl: z.string(),
  }),
  z.object({
    kind: z.literal('submission'),
    ...placed,
    values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
  /** Work on live firewalls has come further. `user` is who asked for it. */
  z.object({
    kind: z.literal('run'),
    ...placed,
    thread: z.string().nullable(),
    caseId: z.string(),
    runId: z.string(),
    /** This is the word of its end: there is one for each run. */
    ended: z.boolean(),
  }),
]);

export type Job = z.output<typeof jobSchema>;
export type JobOf<Kind extends Job['kind']> = Extract<Job, { readonly kind: Kind }>;
export type FileRef = z.output<typeof fileRef>;
export type Said = z.output<typeof said>;

/** A job with what the inbox needs to know of it. */
export interface Arriving {
  readonly job: Job;
  readonly lane: string;
  readonly keys: readonly string[];
}

/** Everything of one thread is done in the order in which it came. */
export function threadLane(channel: string, thread: string): string {
  return `${channel}:${thread}`;
}
