import { createLog } from '../../../src/log.ts';
import type { DeviceFailure, Devices } from '../../../src/model/device-reply.ts';
import type { Device, Management, SecretPlace } from '../../../src/model/fleet.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import { fail, ok, type Result } from '../../../src/model/result.ts';
import { createDevices, type DevicesOptions } from '../../../src/panos/devices.ts';
import { TIMINGS, type Timings } from '../../../src/panos/timings.ts';
import { machineClock } from './clocks.ts';
import type { ScriptedServer } from './scripted-server.ts';

/** What no failure and no line of the log may hold. */
export const SECRETS = {
  KEY: 'LUFRPT1uZXZlci1zaG93biZrZXk9PQ==',
  USER: 'svc-lantern',
  PASSWORD: 'p<ss & w"rd 17',
} as const;

export const FIXED_KEY = { kind: 'key', key: { env: 'KEY' } } as const;
export const LOGIN = { kind: 'login', user: { env: 'USER' }, password: { env: 'PASSWORD' } } as const;

/** A firewall at the server, trusted by its fingerprint. */
export function deviceAt(
  server: Pick<ScriptedServer, 'port' | 'identity'>,
  over: Partial<Device> = {},
  management: Partial<Management> = {},
): Device {
  return {
    name: 'PA-A',
    group: 'branch',
    target: null,
    vsys: null,
    peer: null,
    routers: [],
    tags: [],
    management: {
      host: '127.0.0.1',
      port: server.port,
      trust: { kind: 'fingerprint', sha256: server.identity.sha256 },
      credential: FIXED_KEY,
      ...management,
    },
    ...over,
  };
}

export interface Lab extends AsyncDisposable {
  readonly devices: Devices;
  /** Every line of the log, as it was written. */
  readonly lines: readonly string[];
  ask(command: PanosCommand, device?: string, signal?: AbortSignal): ReturnType<Devices['ask']>;
}

/** Firewalls with time-outs that no test reaches unless it says so, and without repeats. */
export function startLab(
  devices: readonly Device[],
  timings: Partial<Timings> = {},
  over: Partial<DevicesOptions> = {},
): Lab {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const asked = createDevices({
    fleet: { devices, grants: [] },
    secrets: async (place) => secretAt(place),
    clock: machineClock,
    random: () => 0,
    log,
    timings: { ...TIMINGS, retries: 0, jobPause: 1, ...timings },
    ...over,
  });
  return {
    devices: asked,
    lines,
    ask: (command, device = 'PA-A', signal = new AbortController().signal) => asked.ask(device, command, signal),
    [Symbol.asyncDispose]: () => asked.close(),
  };
}

function secretAt(place: SecretPlace): Result<string> {
  const found = 'env' in place ? Object.entries(SECRETS).find(([name]) => name === place.env)?.[1] : undefined;
  return found === undefined ? fail({ code: 'no-secret', message: 'The secret is not there.' }) : ok(found);
}

/** The failure, or an error that fails the test. */
export function failureIn(result: Result<unknown, DeviceFailure>): DeviceFailure {
  if (result.ok) throw new Error('It did not fail.');
  return result.error;
}

/** The value, or an error that fails the test and says why. */
export function valueIn<T>(result: Result<T, DeviceFailure>): T {
  if (!result.ok) throw new Error(`${result.error.why}: ${result.error.says}`);
  return result.value;
}

export const INFO = { kind: 'system-info' } as const satisfies PanosCommand;
export const SESSIONS = { kind: 'session-info' } as const satisfies PanosCommand;
export const CLEAR = { kind: 'clear-session', id: 4711 } as const satisfies PanosCommand;
