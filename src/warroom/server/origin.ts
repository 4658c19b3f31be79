import type { IncomingMessage } from 'node:http';
import { BadRequest } from './http.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request names this machine. A page elsewhere can make its own name resolve to loopback and then talk to
 * what runs here; the Host header gives that away. On an address that is not loopback the operator has chosen to be
 * reachable under any name.
 */
export function mayReach(request: IncomingMessage, host: string): boolean {
  if (!LOOPBACK.includes(host) && host !== '::1') return true;
  const named = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return LOOPBACK.includes(named);
}

/** Refuses (BadRequest 403) what another site's page makes a browser send. Programs send neither header and may. */
export function needSameOrigin(request: IncomingMessage): void {
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  const fromElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  const otherOrigin = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
  if (fromElsewhere || otherOrigin) throw new BadRequest(403, 'Only the war room page may do this.');
}
