import { type Dispatcher, errors, type Pool } from 'undici';
import { fail, ok, type Result } from '../model/result.ts';
import { ConnectFailed, connectTrouble } from './connect-trouble.ts';
import type { Deadline } from './deadline.ts';
import type { Known } from './key-ring.ts';
import type { Timings } from './timings.ts';
import { cancelled, span, type Trouble, tooLarge, trouble } from './trouble.ts';

/** The fields of a form; a secret is among them only when a key is generated. */
export type Form = Readonly<Record<string, string>>;

/** How a call is known to people and bounded. */
export interface Bounds {
  /** The device as sentences name it. */
  readonly who: string;
  readonly deadline: Deadline;
  readonly timings: Timings;
  /** What must not stand in a text that leaves this room. */
  readonly known: Known;
}

export type Answer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

/**
 * Sends one request of the API: POST, the form in the body, the key in a header, so that neither stands in an address
 * that something on the way writes down (PAN-OS XML API, "API Authentication and Security").
 */
export async function post(
  pool: Pool,
  form: Form,
  key: string | null,
  bounds: Bounds,
): Promise<Result<Answer, Trouble>> {
  const { deadline, timings } = bounds;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(key === null ? {} : { 'X-PAN-KEY': key }),
  };
  const options = { method: 'POST', path: '/api/', headers, body: new URLSearchParams(form).toString() } as const;
  const limits = { headersTimeout: timings.headers, bodyTimeout: timings.body, signal: deadline.signal };
  try {
    return ok(await pool.request({ ...options, ...limits }));
  } catch (error) {
    return fail(callTrouble(error, bounds));
  }
}

/** The body as text, unless it is larger than `most` bytes. */
export async function readText(answer: Answer, most: number, bounds: Bounds): Promise<Result<string, Trouble>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > most) return fail(tooLarge(bounds.who, most));
      chunks.push(chunk);
    }
    return ok(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return fail(callTrouble(error, bounds));
  }
}

/** What an error of undici or of the network means. Anything else is a bug of ours, and thrown again. */
export function callTrouble(error: unknown, { who, deadline, timings }: Bounds): Trouble {
  if (deadline.isOver()) return overdue(who, 'no whole reply in time');
  if (deadline.signal.aborted) return cancelled(who);
  if (error instanceof ConnectFailed) return connectTrouble(who, error.code, timings);
  if (error instanceof errors.HeadersTimeoutError) return overdue(who, `no reply within ${span(timings.headers)}`);
  if (error instanceof errors.BodyTimeoutError) return overdue(who, `the reply stopped for ${span(timings.body)}`);
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) return notHttp(who);
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  return trouble({
    why: 'reset',
    says: `${who} broke the connection off before its reply was whole.`,
    todo: 'Check the management interface, and what stands between it and this host.',
    passing: true,
  });
}

function overdue(who: string, what: string): Trouble {
  return trouble({
    why: 'timeout',
    says: `${who} was too slow: ${what}.`,
    todo: 'Look at the load of its management plane, then ask again.',
    passing: true,
  });
}

function notHttp(who: string): Trouble {
  return trouble({
    why: 'garbled',
    says: `${who} did not answer in HTTP.`,
    todo: 'Check that the address and port in the fleet file are those of the management interface.',
  });
}
