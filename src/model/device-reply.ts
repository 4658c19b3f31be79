import type { PanosCommand } from './panos-command.ts';
import type { Result } from './result.ts';

/** What a device answered, before anybody has read it. */
export interface DeviceReply {
  readonly device: string;
  /** The device's own serial when it is known. */
  readonly serial: string | null;
  readonly command: PanosCommand;
  /** The command in CLI words, as a person would type it. */
  readonly cli: string;
  /** The body as it came: XML of the API. */
  readonly text: string;
  /** ISO 8601: when the reply came. */
  readonly takenAt: string;
}

export const DEVICE_FAILURES = [
  'cancelled',
  'not-valid',
  'unreachable',
  'timeout',
  'reset',
  'wrong-certificate',
  'no-secret',
  'wrong-key',
  'no-right',
  'refused',
  'busy',
  'too-large',
  'garbled',
  'circuit-open',
] as const;

/** Why a device did not answer. `says` is one sentence for people, `todo` what to do about it; neither holds a secret. */
export interface DeviceFailure {
  readonly device: string;
  readonly cli: string;
  readonly why: (typeof DEVICE_FAILURES)[number];
  readonly says: string;
  readonly todo: string;
  /** What the device said, when it answered with an error: raw evidence of its own. */
  readonly reply: DeviceReply | null;
}

/** The firewalls as the rest of the program sees them. Nothing here throws for what a device or the network does. */
export interface Devices {
  ask(device: string, command: PanosCommand, signal: AbortSignal): Promise<Result<DeviceReply, DeviceFailure>>;
  /**
   * The bytes of a capture that a filter capture wrote on the device, chunk by chunk, bounded in size. Reading it throws
   * a `CaptureInterrupted` when the rest cannot be had.
   */
  fetchCapture(
    device: string,
    file: string,
    signal: AbortSignal,
  ): Promise<Result<AsyncIterable<Uint8Array>, DeviceFailure>>;
  close(): Promise<void>;
}

/** A capture that broke off while it was read: what came until then is not the whole of it. */
export class CaptureInterrupted extends Error {
  readonly failure: DeviceFailure;

  constructor(failure: DeviceFailure) {
    super(failure.says);
    this.name = 'CaptureInterrupted';
    this.failure = failure;
  }
}
