import type { DeviceFailure, DeviceReply, Devices } from '../../../src/model/device-reply.ts';
import { cliOf } from '../../../src/model/panos-cli.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import { fail, ok, type Result } from '../../../src/model/result.ts';

type Answer = Result<DeviceReply, DeviceFailure>;

type Said = string | { readonly why: DeviceFailure['why'] };

/** What a device says to one command; `null` leaves it to the next rule, a promise lets a test hold it. */
export type Rule = (device: string, command: PanosCommand) => Said | Promise<Said> | null;

export interface ScriptedDevices extends Devices {
  /** `PA-A> show session id 7`, in the order in which they came. */
  readonly asked: readonly string[];
  /** Goes before all rules given earlier. */
  rule(rule: Rule): void;
  captures: Readonly<Record<string, Uint8Array>>;
}

export const SUCCESS = '<response status="success"><result>ok</result></response>';

/** Firewalls that answer real XML by rules; whatever no rule speaks of succeeds with nothing to say. */
export function scriptedDevices(now: () => number): ScriptedDevices {
  const asked: string[] = [];
  const rules: Rule[] = [];
  const devices: ScriptedDevices = {
    asked,
    captures: {},
    rule: (rule) => void rules.unshift(rule),
    async ask(device, command, signal): Promise<Answer> {
      const cli = cliOf(command);
      if (signal.aborted) return fail(failureOf(device, cli, 'cancelled'));
      asked.push(`${device}> ${cli}`);
      for (const rule of rules) {
        const said = rule(device, command);
        if (said === null) continue;
        const text = await Promise.race([said, cancelled(signal)]);
        if (typeof text !== 'string') return fail(failureOf(device, cli, text.why));
        const reply = { device, serial: null, command, cli, text, takenAt: new Date(now()).toISOString() };
        if (!text.includes('status="error"')) return ok(reply);
        return fail({ ...failureOf(device, cli, 'refused'), reply });
      }
      return ok({ device, serial: null, command, cli, text: SUCCESS, takenAt: new Date(now()).toISOString() });
    },
    async fetchCapture(device, file) {
      asked.push(`${device}> export ${file}`);
      const bytes = devices.captures[file];
      if (bytes === undefined) return fail(failureOf(device, `export ${file}`, 'refused'));
      return ok(
        (async function* () {
          yield bytes;
        })(),
      );
    },
    async close() {},
  };
  return devices;
}

function cancelled(signal: AbortSignal): Promise<Said> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ why: 'cancelled' })));
}

function failureOf(device: string, cli: string, why: DeviceFailure['why']): DeviceFailure {
  return { device, cli, why, says: `${device} did not answer (${why}).`, todo: 'Look at it.', reply: null };
}
