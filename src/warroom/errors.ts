/**
 * A Web API refusal: Slack answers HTTP 200 with `{ok:false, error, …detail}`.
 * `code` is Slack's own error string, `detail` the extra fields (`needed`, `response_metadata`, …).
 */
export class ApiError extends Error {
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(code: string, detail: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.detail = detail;
  }
}

/** `invalid_blocks` and its kind, with the `[ERROR] … [json-pointer:…]` lines Slack returns. */
export function refusedWith(code: string, messages: readonly string[]): ApiError {
  return new ApiError(code, { errors: messages.map(withoutMark), response_metadata: { messages } });
}

/** Too many calls: HTTP 429 with a Retry-After header, in whole seconds. */
export class RateLimited extends Error {
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('ratelimited');
    this.name = 'RateLimited';
    this.retryAfter = retryAfter;
  }
}

/** A person tried something Slack's own client would not let them do. The message says why, in words for that person. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refusal';
  }
}

function withoutMark(message: string): string {
  return message.replace(/^\[ERROR\] /, '');
}
