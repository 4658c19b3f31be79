import { CaptureInterrupted, type DeviceFailure, type DeviceReply, type Devices } from '../model/device-reply.ts';
import type { Device, Fleet } from '../model/fleet.ts';
import type { PanosCommand } from '../model/panos-command.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import { exportCapture } from './capture-export.ts';
import { fileName } from './commands/field-checks.ts';
import { type WrittenCommand, writeCommand } from './commands/write-command.ts';
import { addressOf, createLane, type Lane, Link, type Surroundings } from './link.ts';
import type { Form } from './post.ts';
import { queryTrafficLog } from './traffic-log.ts';
import { cancelled, type Trouble, trouble } from './trouble.ts';

export interface DevicesOptions extends Surroundings {
  readonly fleet: Fleet;
}

const LONGEST_NAME = 64;

/**
 * The firewalls of a fleet over the XML API. Nothing is opened before the first question; keys and connections live in
 * memory until `close`.
 */
export function createDevices(options: DevicesOptions): Devices {
  const lanes = new Map<string, Lane>();
  const links = new Map<string, Link>();
  const serials = new Map<string, string>();
  const byName = new Map(options.fleet.devices.map((device) => [device.name, device]));

  /** Devices behind one Panorama share a link; two administrators of one address share its lane. */
  function linkOf({ management }: Device): Link {
    const address = addressOf(management).toLowerCase();
    const lane = lanes.get(address) ?? createLane(address, options);
    lanes.set(address, lane);
    const identity = JSON.stringify(management);
    const link = links.get(identity) ?? new Link(management, lane, options);
    links.set(identity, link);
    return link;
  }

  function replyOf(device: Device, command: PanosCommand, cli: string, text: string): DeviceReply {
    if (command.kind === 'system-info') {
      const serial = SERIAL.exec(text)?.[1];
      if (serial !== undefined) serials.set(device.name, serial);
    }
    const serial = device.target ?? serials.get(device.name) ?? null;
    return { device: device.name, serial, command, cli, text, takenAt: new Date(options.clock.now()).toISOString() };
  }

  async function ask(name: string, command: PanosCommand, signal: AbortSignal) {
    const written = writeCommand(command);
    if (!written.ok) return fail(failureOf(name, command.kind, notValid(written.error)));
    const { cli } = written.value;
    const device = byName.get(name);
    if (device === undefined) return fail(failureOf(name, cli, noDevice(name)));
    const since = options.clock.now();
    const text = await send(device, written.value, signal);
    const noted = { device: name, command: command.kind, ms: options.clock.now() - since };
    if (text.ok) {
      options.log.debug(noted, 'a device answered');
      return ok(replyOf(device, command, cli, text.value));
    }
    options.log.info({ ...noted, why: text.error.why }, 'a device did not answer');
    const reply = text.error.text === null ? null : replyOf(device, command, cli, text.error.text);
    return fail({ ...failureOf(name, cli, unsure(text.error, written.value)), reply });
  }

  function send(device: Device, written: WrittenCommand, signal: AbortSignal): Promise<Result<string, Trouble>> {
    const { request, risk, idempotent } = written;
    const who = nameOf(device);
    const link = linkOf(device);
    if (signal.aborted) return Promise.resolve(fail(cancelled(who)));
    if (request.type === 'log') {
      const { query, nlogs } = request;
      const order = { link, who, signal, target: targetOf(device), query, nlogs };
      return queryTrafficLog(order, options.clock, options.timings);
    }
    const vsys: Form = device.vsys === null ? {} : { vsys: device.vsys };
    const form = { type: 'op', cmd: request.cmd, ...targetOf(device), ...vsys };
    return link.ask({ form, who, signal, repeat: risk === 'read' && idempotent });
  }

  async function fetchCapture(name: string, file: string, signal: AbortSignal) {
    const checked = fileName('file', file);
    if (!checked.ok) return fail(failureOf(name, 'scp export filter-pcap', notValid(checked.error)));
    const cli = `scp export filter-pcap from ${checked.value}`;
    const device = byName.get(name);
    if (device === undefined) return fail(failureOf(name, cli, noDevice(name)));
    const who = nameOf(device);
    if (signal.aborted) return fail(failureOf(name, cli, cancelled(who)));
    const interrupted = (why: Trouble) => new CaptureInterrupted(failureOf(name, cli, why));
    const order = { form: targetOf(device), who, signal, file: checked.value, interrupted };
    const capture = await exportCapture(linkOf(device), order);
    if (!capture.ok) options.log.info({ device: name, why: capture.error.why }, 'a capture was not exported');
    return capture.ok ? capture : fail(failureOf(name, cli, capture.error));
  }

  async function close(): Promise<void> {
    await Promise.all([...links.values()].map((link) => link.close()));
  }

  return { ask, fetchCapture, close };
}

const SERIAL = /<serial>\s*([A-Za-z0-9]{1,32})\s*<\/serial>/;

/** `PA-A (192.0.2.1:443)`, or by way of a Panorama. */
function nameOf({ name, target, management }: Device): string {
  return target === null ? `${name} (${addressOf(management)})` : `${name} (through Panorama ${addressOf(management)})`;
}

function targetOf({ target }: Device): Form {
  return target === null ? {} : { target };
}

function failureOf(device: string, cli: string, { why, says, todo }: Trouble): DeviceFailure {
  return { device, cli, why, says, todo, reply: null };
}

const UNSURE: ReadonlySet<Trouble['why']> = new Set(['reset', 'timeout', 'garbled', 'too-large', 'cancelled', 'busy']);

/** A command that acts is never sent twice, so somebody has to look whether the first time counted. */
function unsure(found: Trouble, { risk }: WrittenCommand): Trouble {
  if (risk === 'read' || !found.sent || !UNSURE.has(found.why)) return found;
  const joint = found.says.includes(', so ') ? '; it' : ', so it';
  const says = `${found.says.replace(/\.$/, '')}${joint} is not known whether the command was carried out.`;
  return { ...found, says, todo: 'Look at its state on the device before asking for it once more.' };
}

function noDevice(name: string): Trouble {
  return trouble({
    why: 'not-valid',
    says: `There is no firewall named ${JSON.stringify(name.slice(0, LONGEST_NAME))} in the fleet file.`,
    todo: 'Use a name that stands there, or add the firewall.',
  });
}

function notValid({ message, todo }: Problem): Trouble {
  return trouble({ why: 'not-valid', says: message, todo: todo ?? 'Correct the command.' });
}
