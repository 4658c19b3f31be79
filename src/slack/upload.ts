import type { AllowedHosts } from './hosts.ts';
import { type Posted, post } from './post.ts';

/**
 * Sends a file's bytes to the address that Slack named for them. What did not arrive, or may not have, is seen by nobody
 * until it is shared.
 */
export type Upload = (url: string, bytes: Uint8Array) => Promise<Posted>;

const TYPE = 'application/octet-stream';
const TIMEOUT_MS = 30_000;

export function createUpload(hosts: AllowedHosts): Upload {
  return async (url, body) => (hosts.file(url) ? post(url, { body, type: TYPE, timeoutMs: TIMEOUT_MS }) : 'refused');
}
