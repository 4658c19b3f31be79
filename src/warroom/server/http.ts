import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request on its way through the routes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Something is wrong with the request itself: the status, and words for whoever sent it. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'BadRequest';
    this.status = status;
  }
}

/** The whole body. Throws BadRequest 413 once it is longer than `max` bytes. */
export async function readBody(request: IncomingMessage, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.from(chunk);
    size += bytes.length;
    if (size > max) throw new BadRequest(413, `The body is longer than ${max} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

export function contentType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').toLowerCase();
}

/** Reads a multipart body. Throws BadRequest 400 when it is none. */
export async function readMultipart(request: IncomingMessage, body: Buffer): Promise<FormData> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  try {
    return await new Response(new Uint8Array(body), { headers }).formData();
  } catch {
    throw new BadRequest(400, 'The multipart body cannot be read.');
  }
}

export function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

export function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, { ...PLAIN_HEADERS, 'content-type': `${type}; charset=utf-8` }).end(text);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...PLAIN_HEADERS, ...type, ...headers }).end(JSON.stringify(body));
}

/** Nothing the war room serves may be guessed to be another type, framed, or kept. */
export const PLAIN_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;
