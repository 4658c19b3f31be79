import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../clock.ts';
import { envelopeId, secret } from '../ids.ts';
import { ACK_MS, BODY_BYTES, SOCKET_CONNECTIONS, SOCKET_PING_MS, SOCKET_TICKET_MS } from '../limits.ts';
import type { Delivery, Outcome, Transport } from './transport.ts';

/** How long a closing connection may take to say goodbye. */
const GOODBYE_MS = 500;

export interface SocketMode extends Transport {
  /** A single-use address for apps.connections.open, or undefined when the app has ten connections already. */
  open(): string | undefined;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends `disconnect`, as Slack does when it recycles a connection. The SDK then connects anew. */
  recycle(reason: 'refresh_requested' | 'warning' | 'link_disabled'): void;
}

export interface SocketModeOptions {
  readonly clock: Clock;
  readonly baseUrl: string;
  readonly appId: string;
  readonly onConnection: () => void;
}

/**
 * Slack's side of Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode): `hello`, one envelope a payload, an
 * acknowledgement by envelope_id within three seconds, several connections that share the load.
 */
export function createSocketMode({ clock, baseUrl, appId, onConnection }: SocketModeOptions): SocketMode {
  const server = new WebSocketServer({ noServer: true, maxPayload: BODY_BYTES });
  const tickets = new Map<string, number>();
  const waiting = new Map<string, (body: unknown) => void>();
  const sockets: WebSocket[] = [];
  let turn = 0;
  let ping: { cancel(): void } | undefined;

  function schedulePing(): void {
    ping = clock.setTimeout(() => {
      for (const socket of sockets) socket.ping();
      schedulePing();
    }, SOCKET_PING_MS);
  }

  function welcome(socket: WebSocket): void {
    sockets.push(socket);
    socket.on('message', (data) => receive(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      sockets.splice(sockets.indexOf(socket), 1);
      onConnection();
    });
    const debug = { host: 'war-room', build_number: 1, approximate_connection_time: 3600 };
    const hello = { num_connections: sockets.length, debug_info: debug, connection_info: { app_id: appId } };
    socket.send(JSON.stringify({ type: 'hello', ...hello }));
    onConnection();
  }

  function receive(text: string): void {
    const message = parse(text);
    const id = message?.envelope_id;
    if (typeof id !== 'string') return;
    waiting.get(id)?.(message?.payload);
    waiting.delete(id);
  }

  schedulePing();
  return {
    name: 'socket-mode',
    connection: () => (sockets.length > 0 ? 'connected' : 'not-connected'),
    retryWord: (reason) => reason,
    open() {
      if (sockets.length >= SOCKET_CONNECTIONS) return undefined;
      const ticket = secret(16);
      tickets.set(ticket, clock.now());
      return `${baseUrl.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade(request, socket, head) {
      const url = new URL(request.url ?? '/', baseUrl);
      const ticket = url.searchParams.get('ticket') ?? '';
      const issuedAt = tickets.get(ticket);
      tickets.delete(ticket);
      const fresh = issuedAt !== undefined && clock.now() - issuedAt <= SOCKET_TICKET_MS;
      if (url.pathname !== '/link/' || !fresh) return socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      server.handleUpgrade(request, socket, head, welcome);
    },
    deliver(delivery) {
      turn += 1;
      const socket = sockets[turn % Math.max(1, sockets.length)];
      if (!socket) return Promise.resolve({ kind: 'unacked', reason: 'connection_failed', noRetry: false });
      const id = envelopeId();
      return new Promise<Outcome>((resolve) => {
        const timer = clock.setTimeout(() => {
          waiting.delete(id);
          resolve({ kind: 'unacked', reason: 'timeout', noRetry: false });
        }, ACK_MS);
        waiting.set(id, (body) => {
          timer.cancel();
          resolve({ kind: 'acked', body });
        });
        socket.send(JSON.stringify(envelope(id, delivery)));
      });
    },
    recycle(reason) {
      for (const socket of sockets) socket.send(JSON.stringify({ type: 'disconnect', reason }));
    },
    async close() {
      ping?.cancel();
      await Promise.all(sockets.map(hangUp));
      server.close();
    },
  };
}

/** Says goodbye, and cuts the line when the other side does not answer it. */
function hangUp(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001);
  });
}

function envelope(id: string, { type, payload, acceptsResponse, retry }: Delivery): object {
  const shared = { envelope_id: id, type, payload, accepts_response_payload: acceptsResponse };
  if (type !== 'events_api') return shared;
  return { ...shared, retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' };
}

function parse(text: string): { envelope_id?: unknown; payload?: unknown } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
