import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { createAuthority, type Identity } from '../../../src/simulator/certificates.ts';
import { machineClock } from './clocks.ts';

/** One request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly key: string | null;
  readonly form: URLSearchParams;
}

/** Answers one request; `nth` counts from one. */
export type Script = (seen: Seen, response: ServerResponse, nth: number) => void;

export interface ScriptedServer {
  readonly port: number;
  readonly identity: Identity;
  readonly seen: readonly Seen[];
  /** How many requests were open at once at most. */
  most(): number;
  /** Resolves as soon as so many requests have come. */
  requests(count: number): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export const authority = createAuthority('Test authority', machineClock);

interface ServerOptions {
  readonly identity?: Identity;
  readonly maxVersion?: SecureVersion;
}

/** A real HTTPS server on loopback that answers what the test says. */
export async function startServer(script: Script, options: ServerOptions = {}): Promise<ScriptedServer> {
  const identity = options.identity ?? authority.issue({ hosts: ['localhost'], ips: ['127.0.0.1'] });
  const seen: Seen[] = [];
  const waiting: { readonly count: number; resolve(): void }[] = [];
  let open = 0;
  let most = 0;
  const versions =
    options.maxVersion === undefined
      ? {}
      : ({ maxVersion: options.maxVersion, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const);

  const server = createServer({ key: identity.key, cert: identity.cert, ...versions }, (request, response) => {
    open += 1;
    most = Math.max(most, open);
    response.once('close', () => {
      open -= 1;
    });
    readForm(request).then((form) => {
      const one = { method: request.method ?? '', url: request.url ?? '', key: keyOf(request), form };
      seen.push(one);
      for (const wait of waiting) if (seen.length >= wait.count) wait.resolve();
      script(one, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server.address()),
    identity,
    seen,
    most: () => most,
    requests: (count) =>
      new Promise((resolve) => (seen.length >= count ? resolve() : waiting.push({ count, resolve: () => resolve() }))),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a whole body of XML. */
export function xml(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
}

/** What `<result>` of a success holds. */
export function success(result: string): string {
  return `<response status="success"><result>${result}</result></response>`;
}

export function apiError(code: string, message: string): string {
  return `<response status="error" code="${code}"><msg><line>${message}</line></msg></response>`;
}

export const INVALID_KEY = `<response status = 'error' code = '403'><result><msg>Invalid Credential</msg></result></response>`;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return new URLSearchParams(body);
}

function keyOf(request: IncomingMessage): string | null {
  const key = request.headers['x-pan-key'];
  return typeof key === 'string' ? key : null;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
