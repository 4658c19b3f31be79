import { fetch } from 'undici';
import type { AllowedHosts } from './hosts.ts';

/** How sending a file's bytes ended: what did not arrive, or may not have, is seen by nobody until it is shared. */
export type Uploaded = 'sent' | 'unknown' | 'refused';

/** Sends a file's bytes to the address that Slack named for them. */
export type Upload = (url: string, bytes: Uint8Array) => Promise<Uploaded>;

const TIMEOUT_MS = 30_000;

export function createUpload(hosts: AllowedHosts): Upload {
  return async (url, bytes) => {
    if (!hosts.file(url)) return 'refused';
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (response.ok) return 'sent';
      return response.status === 429 || response.status >= 500 ? 'unknown' : 'refused';
    } catch {
      return 'unknown';
    }
  };
}
