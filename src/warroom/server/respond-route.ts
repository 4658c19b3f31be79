import { isObject } from '../blocks/finder.ts';
import { ApiError } from '../errors.ts';
import { applyAnswer } from '../interact/answer.ts';
import { BODY_BYTES } from '../limits.ts';
import type { JsonObject } from '../model.ts';
import type { Room } from '../room.ts';
import { type Exchange, readBody, sendText } from './http.ts';

/**
 * A post to a response_url: `ok`; 404 with `expired_url` or `used_url`; 400 with the error for content Slack refuses
 * (docs.slack.dev/interactivity/handling-user-interaction#message_responses).
 */
export async function answerRespond(room: Room, { request, response }: Exchange, key: string): Promise<void> {
  if (request.method !== 'POST') return sendText(response, 405, 'method_not_allowed');
  const body = read((await readBody(request, BODY_BYTES)).toString('utf8'));
  const { status, word } = body === undefined ? { status: 400, word: 'invalid_payload' } : respond(room, key, body);
  const ok = status === 200;
  room.journal.add({ kind: 'respond', ok, error: ok ? null : word, body: body ?? {} });
  sendText(response, status, word);
}

function respond(room: Room, key: string, body: JsonObject): { readonly status: number; readonly word: string } {
  const use = room.responseUrls.use(key);
  if ('error' in use) return { status: 404, word: use.error };
  try {
    applyAnswer(room, use.target, body);
    return { status: 200, word: 'ok' };
  } catch (error) {
    if (error instanceof ApiError) return { status: 400, word: error.code };
    throw error;
  }
}

function read(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
