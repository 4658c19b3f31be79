import type { IncomingMessage } from 'node:http';

/** Where the caller put its credentials: a good client uses the header and nothing else. */
export const KEY_PLACES = ['header', 'query', 'body', 'basic', 'none'] as const;
export type KeyPlace = (typeof KEY_PLACES)[number];

/** One request to the API as it was read. */
export interface ApiCall {
  readonly method: string;
  readonly type: string;
  /** What is asked, in one line and without credentials: the XML of `cmd`, or the parameters that stand for it. */
  readonly command: string;
  readonly target: string | null;
  readonly vsys: string | null;
  readonly keyPlace: KeyPlace;
  readonly key: string | null;
  readonly login: { readonly user: string; readonly password: string } | null;
  /** A parameter of the body, or else of the address. */
  parameter(name: string): string | null;
}

const LONGEST_BODY = 1_000_000;
const LONGEST_COMMAND = 4_000;

/** Reads a request whole. Null: its body is longer than a megabyte, or the client went away. */
export async function readCall(request: IncomingMessage): Promise<ApiCall | null> {
  const body = request.method === 'POST' ? await readBody(request) : '';
  if (body === null) return null;
  const address = new URL(request.url ?? '/', 'https://device.invalid').searchParams;
  const form = new URLSearchParams(body);
  const parameter = (name: string) => form.get(name) ?? address.get(name);
  const header = request.headers['x-pan-key'];
  const basic = basicLogin(request.headers.authorization ?? '');
  const type = parameter('type') ?? '';
  return {
    method: request.method ?? '',
    type,
    command: commandOf(type, parameter).slice(0, LONGEST_COMMAND),
    target: parameter('target'),
    vsys: parameter('vsys'),
    keyPlace: keyPlace(header, form, address, basic),
    key: typeof header === 'string' ? header : parameter('key'),
    login: type === 'keygen' ? { user: parameter('user') ?? '', password: parameter('password') ?? '' } : basic,
    parameter,
  };
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > LONGEST_BODY) return null;
      chunks.push(bytes);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function keyPlace(
  header: string | readonly string[] | undefined,
  form: URLSearchParams,
  address: URLSearchParams,
  basic: object | null,
): KeyPlace {
  if (header !== undefined) return 'header';
  if (address.has('key')) return 'query';
  if (form.has('key')) return 'body';
  return basic === null ? 'none' : 'basic';
}

function basicLogin(header: string): ApiCall['login'] {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header) ?? [];
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return encoded === '' ? null : { user, password: password.join(':') };
}

function commandOf(type: string, parameter: (name: string) => string | null): string {
  if (type === 'op') return parameter('cmd') ?? '';
  const named = SHOWN[type] ?? [];
  return named.flatMap((name) => (parameter(name) === null ? [] : [`${name}=${parameter(name)}`])).join(' ');
}

/** The parameters that tell one request of a type from another; none of them is ever a secret. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  log: ['action', 'job-id', 'log-type', 'query', 'nlogs', 'skip', 'dir'],
  export: ['category', 'from'],
};
