import { Agent, type Dispatcher, request } from 'undici';
import { onTestFinished } from 'vitest';
import { createAuthority } from '../../../src/simulator/certificates.ts';
import type { Account } from '../../../src/simulator/server/accounts.ts';
import type { Endpoint } from '../../../src/simulator/server/endpoint.ts';
import { type DeviceOptions, type SimulatedDevice, startDevice } from '../../../src/simulator/server/start-device.ts';
import { machineClock } from './machine-clock.ts';
import { type PlainBrain, plainBrain } from './plain-brain.ts';

export const authority = createAuthority('Test authority', machineClock);

export const ACCOUNTS: readonly Account[] = [
  { user: 'reader', password: 'read-me-7', role: 'superreader' },
  { user: 'admin', password: 'all-of-it-8', role: 'superuser' },
  { user: 'webonly', password: 'no-api-9', role: 'no-api' },
];

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly bytes: Uint8Array;
}

export interface Client {
  /** A call as a good client makes it: POST, form body, key in the header. */
  call(parameters: Record<string, string>, key?: string | null): Promise<Reply>;
  op(cmd: string, key?: string | null): Promise<Reply>;
  /** What the call failed with: the error's code. */
  failure(parameters: Record<string, string>): Promise<string>;
  raw(path: string, options?: Partial<Dispatcher.RequestOptions>): Promise<Reply>;
}

/** A client that trusts the test authority, and calls with the key of `user` unless told otherwise. */
export function clientOf(endpoint: Endpoint, user = 'reader'): Client {
  const agent = new Agent({ connect: { ca: authority.cert } });
  onTestFinished(() => agent.destroy());
  const own = endpoint.keys.keyFor(user);

  async function raw(path: string, options: Partial<Dispatcher.RequestOptions> = {}): Promise<Reply> {
    const { method = 'GET', headers = {}, body = null, signal } = options;
    const url = `https://127.0.0.1:${endpoint.port}${path}`;
    const more = signal === undefined ? {} : { signal };
    const response = await request(url, { dispatcher: agent, method, headers, body, ...more });
    const bytes = new Uint8Array(await response.body.arrayBuffer());
    const text = Buffer.from(bytes).toString('utf8');
    return { status: response.statusCode, type: String(response.headers['content-type'] ?? ''), text, bytes };
  }

  function call(parameters: Record<string, string>, key: string | null = own): Promise<Reply> {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = key === null ? form : { ...form, 'x-pan-key': key };
    return raw('/api/', { method: 'POST', headers, body: new URLSearchParams(parameters).toString() });
  }

  return {
    raw,
    call,
    op: (cmd, key = own) => call({ type: 'op', cmd }, key),
    failure: (parameters) =>
      call(parameters).then(
        ({ status }) => `answered ${status}`,
        (error: NodeJS.ErrnoException) => error.code ?? error.message,
      ),
  };
}

export interface OpenDevice {
  readonly device: SimulatedDevice;
  readonly brain: PlainBrain;
  readonly client: Client;
}

/** A device for one test, closed when it ends. */
export async function openDevice(
  options: Partial<DeviceOptions> & { readonly brain?: PlainBrain } = {},
  user = 'reader',
): Promise<OpenDevice> {
  const brain = options.brain ?? plainBrain();
  const device = await startDevice({ accounts: ACCOUNTS, authority, clock: machineClock, ...options, brain });
  onTestFinished(() => device.close());
  return { device, brain, client: clientOf(device, user) };
}
