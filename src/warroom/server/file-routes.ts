import type { IncomingMessage } from 'node:http';
import { needScope } from '../api/method.ts';
import { ApiError } from '../errors.ts';
import { FILE_BYTES } from '../limits.ts';
import type { Room } from '../room.ts';
import { bearerOf, contentType, type Exchange, PLAIN_HEADERS, readBody, readMultipart, sendText } from './http.ts';

/** Room for the frame that a multipart body adds around the file. */
const FRAME_BYTES = 64 * 1024;

/** The upload step of files.getUploadURLExternal: raw bytes or one multipart file, of exactly the announced length. */
export async function answerUpload(room: Room, { request, response }: Exchange, key: string): Promise<void> {
  const announced = room.uploads.announced(key);
  if (announced === undefined) return sendText(response, 404, 'Unknown or used upload address');
  if (request.method !== 'POST') return sendText(response, 405, 'method_not_allowed');
  const bytes = await readFile(request, await readBody(request, FILE_BYTES + FRAME_BYTES));
  if (bytes === undefined) return sendText(response, 400, 'no file in the body');
  if (bytes.length !== announced) {
    return sendText(response, 400, `expected ${announced} bytes and received ${bytes.length}`);
  }
  room.uploads.receive(key, bytes);
  sendText(response, 200, `OK - ${bytes.length}`);
}

async function readFile(request: IncomingMessage, body: Buffer): Promise<Uint8Array | undefined> {
  if (!contentType(request).startsWith('multipart/form-data')) return new Uint8Array(body);
  for (const [, value] of await readMultipart(request, body)) {
    if (typeof value !== 'string') return new Uint8Array(await value.arrayBuffer());
  }
  return undefined;
}

/**
 * `url_private` and `url_private_download`. Without the bot's token, or its scope, Slack answers with its sign-in page
 * as HTML at HTTP 200, which a bot must not mistake for the file.
 */
export function answerDownload(room: Room, { request, response }: Exchange, teamAndFile: string): void {
  const file = room.workspace.files.get(teamAndFile.slice(teamAndFile.lastIndexOf('-') + 1));
  if (!mayRead(room, bearerOf(request))) {
    sendText(response, 200, SIGN_IN, 'text/html');
    return;
  }
  if (!file) {
    sendText(response, 404, 'file_not_found');
    return;
  }
  const name = encodeURIComponent(file.name);
  response.writeHead(200, {
    ...PLAIN_HEADERS,
    'content-type': file.mimetype,
    'content-length': file.bytes.length,
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
  });
  response.end(file.bytes);
}

function mayRead(room: Room, token: string | undefined): boolean {
  if (token !== room.secrets.botToken) return false;
  try {
    needScope(room, 'files:read');
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

const SIGN_IN = '<!DOCTYPE html><html lang="en"><head><title>Sign in</title></head><body>Please sign in.</body></html>';
