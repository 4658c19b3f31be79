import { fetch } from 'undici';

/** How a POST ended. `unknown`: it may have arrived, or may arrive at the next try. */
export type Posted = 'sent' | 'unknown' | 'refused';

/** What is sent, as what, and how long may pass until the answer. */
export interface Parcel {
  readonly body: string | Uint8Array;
  readonly type: string;
  readonly timeoutMs: number;
}

/** Sends something to an address that Slack named, without following it elsewhere. Never throws. */
export async function post(url: string, { body, type, timeoutMs }: Parcel): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.ok) return 'sent';
    return response.status === 429 || response.status >= 500 ? 'unknown' : 'refused';
  } catch {
    return 'unknown';
  }
}
