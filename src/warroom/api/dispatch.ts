import { ApiError, RateLimited, Refusal } from '../errors.ts';
import type { Fault } from '../faults.ts';
import type { JsonObject } from '../model.ts';
import type { Room } from '../room.ts';
import { methods } from './index.ts';
import { type Method, needScope } from './method.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** The call was carried out, and the connection is to be cut instead of answered. */
  readonly reset?: boolean;
}

const byName = new Map(methods.map((method) => [method.name, method]));

/**
 * Carries out one Web API call in Slack's order: does the method exist, who is asking, may they, is it too often,
 * are the arguments right. Always HTTP 200 with `ok`, but for 429 and injected faults.
 */
export function dispatch(room: Room, name: string, bearer: string | undefined, given: JsonObject): ApiAnswer {
  const { token: inBody, ...args } = given;
  const token = bearer ?? (typeof inBody === 'string' ? inBody : undefined);
  const answer = decide(room, name, token, args);
  const error = typeof answer.body.error === 'string' ? answer.body.error : null;
  const { status } = answer;
  room.journal.add({ kind: 'api', method: name, args, status, ok: status === 200 && error === null, error });
  return answer;
}

function decide(room: Room, name: string, token: string | undefined, args: JsonObject): ApiAnswer {
  const method = byName.get(name);
  if (!method) return refused(new ApiError('unknown_method', { req_method: name }));
  try {
    checkToken(room, method, token);
    const fault = room.faults.take(name);
    if (fault && fault.kind !== 'reset-after-accept') return broken(fault);
    if (method.token === 'bot') needScope(room, ...method.scopes);
    room.rate.take(name, method.tier, String(args.channel ?? ''));
    const body = { ok: true, ...method.call(room, args) };
    return { status: 200, headers: scopeHeaders(room, method), body, reset: fault !== undefined };
  } catch (error) {
    if (error instanceof ApiError) return refused(error);
    if (error instanceof RateLimited) return tooMany(error.retryAfter);
    if (error instanceof Refusal) return refused(new ApiError('file_upload_size_restricted'));
    throw error;
  }
}

function checkToken(room: Room, method: Method, token: string | undefined): void {
  const { botToken, appToken } = room.secrets;
  if (token === undefined || token === '') throw new ApiError('not_authed');
  if (token !== botToken && token !== appToken) throw new ApiError('invalid_auth');
  const right = method.token === 'app' ? appToken : botToken;
  if (token !== right) throw new ApiError('not_allowed_token_type');
}

function broken(fault: Exclude<Fault, { kind: 'reset-after-accept' }>): ApiAnswer {
  if (fault.kind === '429') return tooMany(fault.retryAfter);
  if (fault.kind === '500') return { status: 500, headers: {}, body: { ok: false, error: 'internal_error' } };
  return refused(new ApiError(fault.error));
}

function tooMany(seconds: number): ApiAnswer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } };
}

function refused(error: ApiError): ApiAnswer {
  return { status: 200, headers: {}, body: { ok: false, error: error.code, ...error.detail } };
}

function scopeHeaders(room: Room, method: Method): Record<string, string> {
  if (method.token === 'app') return {};
  return {
    'x-oauth-scopes': room.manifest.oauth_config.scopes.bot.join(','),
    'x-accepted-oauth-scopes': method.scopes.join(','),
  };
}
