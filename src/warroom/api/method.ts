import { z } from 'zod';
import { ApiError } from '../errors.ts';
import type { Channel, JsonObject } from '../model.ts';
import type { Tier } from '../rate.ts';
import type { Room } from '../room.ts';

/** One Web API method: what it costs, who may call it, and what it does. */
export interface Method {
  readonly name: string;
  /** Any one of these scopes is enough; none means every token may call. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  readonly token: 'bot' | 'app';
  call(room: Room, args: JsonObject): JsonObject;
}

interface Declared<S extends z.ZodType> {
  readonly name: string;
  readonly scopes?: readonly string[];
  readonly tier?: Tier;
  readonly token?: 'bot' | 'app';
  readonly args: S;
  run(room: Room, args: z.output<S>): JsonObject;
}

/** Declares a method. Arguments that do not fit its schema are answered with `invalid_arguments`, field by field. */
export function method<S extends z.ZodType>(declared: Declared<S>): Method {
  const { name, scopes = [], tier = 4, token = 'bot', args: schema, run } = declared;
  return {
    name,
    scopes,
    tier,
    token,
    call(room, args) {
      const read = schema.safeParse(args);
      if (read.success) return run(room, read.data);
      const messages = read.error.issues.map(
        (issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`,
      );
      throw new ApiError('invalid_arguments', { response_metadata: { messages } });
    },
  };
}

/** A yes-or-no argument; forms carry it as a word. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');

/** A number; forms carry it as a word. */
export const count = z.coerce.number().int().min(0);

/** A nested argument; forms carry it as JSON text. Text that is not JSON is passed on for the method to refuse. */
export const nested = z.unknown().transform((value) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
});

/** Throws `missing_scope` unless the manifest grants one of the scopes. */
export function needScope(room: Room, ...anyOf: readonly string[]): void {
  const granted = room.manifest.oauth_config.scopes.bot;
  if (anyOf.length === 0 || anyOf.some((scope) => granted.includes(scope))) return;
  throw new ApiError('missing_scope', { needed: anyOf.join(','), provided: granted.join(',') });
}

const KIND_SCOPE = { channel: 'channels', group: 'groups', im: 'im' } as const;

/** The scope for a channel of this kind: `channels:history`, `groups:read`, `im:history` … */
export function needChannelScope(room: Room, channel: Channel, right: 'read' | 'history'): void {
  needScope(room, `${KIND_SCOPE[channel.kind]}:${right}`);
}

/**
 * A channel by id, by name with or without the number sign, or by the id of a person for a direct conversation.
 * Throws `channel_not_found`, also for a private one the bot is not in, and `not_in_channel` when membership is needed.
 */
export function findChannel(room: Room, wanted: string, needMember = true): Channel {
  const { workspace } = room;
  const name = wanted.replace(/^#/, '');
  const person = workspace.users.get(wanted);
  const channel =
    workspace.channels.get(wanted) ??
    (person && !person.isBot ? workspace.directMessage(wanted) : undefined) ??
    [...workspace.channels.values()].find((known) => known.name === name && name !== '');
  if (!channel) throw new ApiError('channel_not_found');
  if (!workspace.botIsIn(channel)) {
    if (channel.kind !== 'channel') throw new ApiError('channel_not_found');
    if (needMember) throw new ApiError('not_in_channel');
  }
  return channel;
}

/** One page of a list, and the cursor of the next. Throws `invalid_cursor`. */
export function pageOf<T>(
  items: readonly T[],
  cursor: string | undefined,
  limit: number,
): { items: T[]; next: string } {
  const from = cursor ? Number(Buffer.from(cursor, 'base64').toString().replace('from:', '')) : 0;
  if (!Number.isInteger(from) || from < 0) throw new ApiError('invalid_cursor');
  const next = from + limit < items.length ? Buffer.from(`from:${from + limit}`).toString('base64') : '';
  return { items: items.slice(from, from + limit), next };
}

export const paging = { cursor: z.string().optional(), limit: count.default(100) };
