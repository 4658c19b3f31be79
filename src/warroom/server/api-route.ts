import type { IncomingMessage } from 'node:http';
import { dispatch } from '../api/dispatch.ts';
import { isObject } from '../blocks/finder.ts';
import { BODY_BYTES } from '../limits.ts';
import type { JsonObject } from '../model.ts';
import type { Room } from '../room.ts';
import { bearerOf, contentType, type Exchange, readBody, readMultipart, sendJson } from './http.ts';

/**
 * One Web API call, by GET with a query or by POST with a form, JSON or multipart body
 * (docs.slack.dev/apis/web-api/using-the-slack-web-api). An injected reset cuts the connection after the work is done.
 */
export async function answerApi(room: Room, { request, response, url }: Exchange, method: string): Promise<void> {
  const args = await readArguments(request, url);
  if (args === undefined) return sendJson(response, 200, { ok: false, error: 'invalid_json' });
  const { status, headers, body, reset } = dispatch(room, method, bearerOf(request), args);
  if (reset) response.destroy();
  else sendJson(response, status, body, headers);
}

async function readArguments(request: IncomingMessage, url: URL): Promise<JsonObject | undefined> {
  const query = Object.fromEntries(url.searchParams);
  if (request.method !== 'POST') return query;
  const body = await readBody(request, BODY_BYTES);
  const type = contentType(request);
  if (type.startsWith('application/json')) {
    const read = parseJson(body.toString('utf8'));
    return read === undefined ? undefined : { ...query, ...read };
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await readMultipart(request, body);
    return { ...query, ...Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) };
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
}

function parseJson(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
