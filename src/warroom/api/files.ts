import { z } from 'zod';
import { isObject } from '../blocks/finder.ts';
import { ApiError } from '../errors.ts';
import { keepFile } from '../files.ts';
import { ALT_TEXT, FILE_BYTES } from '../limits.ts';
import { postMessage } from '../messages.ts';
import type { Room } from '../room.ts';
import { wireFile } from '../wire.ts';
import { findParent } from './chat.ts';
import { readContent } from './content.ts';
import { count, findChannel, method, nested } from './method.ts';

export const fileMethods = [
  method({
    name: 'files.getUploadURLExternal',
    scopes: ['files:write'],
    args: z.object({
      filename: z.string().min(1),
      length: count,
      alt_txt: z.string().default(''),
      snippet_type: z.string().optional(),
    }),
    run(room, args) {
      if (args.length === 0) throw new ApiError('invalid_arguments');
      if (args.length > FILE_BYTES) throw new ApiError('file_upload_size_restricted');
      if (args.alt_txt.length > ALT_TEXT) throw new ApiError('alt_txt_too_large');
      const id = room.workspace.ids.next('F');
      const key = room.uploads.expect({ id, name: args.filename, length: args.length, alt: args.alt_txt });
      return { upload_url: `${room.baseUrl}/upload/v1/${key}`, file_id: id };
    },
  }),
  method({
    name: 'files.completeUploadExternal',
    scopes: ['files:write'],
    args: z.object({
      files: nested,
      channel_id: z.string().optional(),
      channels: z.string().optional(),
      thread_ts: z.string().optional(),
      initial_comment: z.string().optional(),
      blocks: nested.optional(),
    }),
    run(room, args) {
      const channels = (args.channels ?? args.channel_id ?? '')
        .split(',')
        .filter((id) => id !== '')
        .map((id) => findChannel(room, id));
      for (const channel of channels) if (args.thread_ts !== undefined) findParent(room, channel, args.thread_ts);
      const ids = keepUploads(room, args.files);
      for (const channel of channels) {
        const said = args.initial_comment !== undefined || args.blocks !== undefined;
        const body = said ? readContent({ text: args.initial_comment, blocks: args.blocks }) : { text: '' };
        postMessage(room, {
          channel,
          text: body.text,
          blocks: 'blocks' in body ? body.blocks : undefined,
          user: room.workspace.app.botUserId,
          byBot: true,
          threadTs: args.thread_ts,
          subtype: 'file_share',
          files: ids,
        });
      }
      return { files: ids.map((id) => describe(room, id)) };
    },
  }),
  method({
    name: 'files.info',
    scopes: ['files:read'],
    args: z.object({ file: z.string() }),
    run: (room, args) => ({ file: describe(room, args.file), comments: [] }),
  }),
];

function keepUploads(room: Room, files: unknown): string[] {
  if (!Array.isArray(files) || files.length === 0) throw new ApiError('invalid_arguments');
  return files.map((entry: unknown) => {
    if (!isObject(entry) || typeof entry.id !== 'string') throw new ApiError('invalid_arguments');
    const upload = room.uploads.take(entry.id);
    if (!upload) throw new ApiError('file_not_found');
    const title = typeof entry.title === 'string' ? entry.title : undefined;
    return keepFile(room, { ...upload, user: room.workspace.app.botUserId, title }).id;
  });
}

function describe(room: Room, id: string): unknown {
  const file = room.workspace.files.get(id);
  if (!file) throw new ApiError('file_not_found');
  return wireFile(room.workspace, room.baseUrl, file);
}
