import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../model/audit.ts';
import type { Case } from '../../model/case.ts';
import type { DeviceReply } from '../../model/device-reply.ts';
import type { CaptureDigest } from '../../model/facts.ts';
import type { LiveRun } from '../../model/live-run.ts';
import { cliOf } from '../../model/panos-cli.ts';
import { COMMAND_RISK, type PanosCommand } from '../../model/panos-command.ts';
import { keepDeviceReply } from '../../store/device-evidence.ts';
import type { Db } from '../../store/schema.ts';
import type { DeskOptions } from '../desk-options.ts';
import type { Asked } from './ask.ts';

/** A capture that was fetched from a device: which stage of the packet's way it shows. */
export interface Fetched {
  readonly device: string;
  /** What was asked for, as evidence is named after it. */
  readonly command: string;
  readonly point: string;
  readonly digest: CaptureDigest;
  readonly takenAt: string;
}

export interface Recording {
  readonly run: LiveRun;
  readonly about: Case;
  readonly stepId: string;
  readonly now: number;
}

/**
 * Writes what devices were asked and answered: an entry in the audit for every question that was put, and as evidence
 * what only reads. Returns sentences on what was dropped or refused for want of room.
 */
export async function recordAsked(
  tx: Db,
  options: Pick<DeskOptions, 'audit'>,
  recording: Recording,
  asked: readonly Asked[],
): Promise<readonly string[]> {
  const said: string[] = [];
  for (const [index, one] of asked.entries()) {
    if (one.result === null) continue;
    const reply = one.result.ok ? one.result.value : one.result.error.reply;
    await options.audit(tx, commandEntry(recording, one, one.result, reply));
    if (reply === null || COMMAND_RISK[one.command.kind] !== 'read') continue;
    const kept = await keepDeviceReply(tx, {
      ...givenOf(recording, `${index}:${one.device}:${reply.takenAt}`),
      from: { observer: one.device, command: reply.cli, point: null, takenAt: reply.takenAt },
      text: reply.text,
    });
    if (kept.says !== null) said.push(kept.says);
  }
  return said;
}

/** Keeps what was read of captures as evidence of the stage that they show. */
export async function recordFetched(
  tx: Db,
  recording: Recording,
  fetched: readonly Fetched[],
): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { device, command, point, digest, takenAt } of fetched) {
    const kept = await keepDeviceReply(tx, {
      ...givenOf(recording, `${point}:${device}:${takenAt}`),
      from: { observer: device, command, point, takenAt },
      text: '',
      capture: digest,
    });
    if (kept.says !== null) said.push(kept.says);
  }
  return said;
}

function givenOf({ run, stepId, now }: Recording, part: string) {
  return { caseId: run.caseId, runId: run.id, askedBy: run.askedBy, part: `${stepId}:${part}`, receivedAt: now };
}

function commandEntry(
  recording: Recording,
  { device, command }: Asked,
  result: NonNullable<Asked['result']>,
  reply: DeviceReply | null,
): AuditEntry {
  return {
    ...entryOf(recording),
    event: 'command',
    device,
    risk: COMMAND_RISK[command.kind],
    command: result.ok ? result.value.cli : result.error.cli,
    outcome: result.ok ? 'answered' : result.error.says,
    replySha256: reply === null ? null : createHash('sha256').update(reply.text).digest('hex'),
  };
}

/**
 * Keeps in the audit what a process that died may have sent: it writes only afterwards what it has sent. One entry for
 * each device, with all that it was about to be sent.
 */
export async function recordUnsure(
  tx: Db,
  options: Pick<DeskOptions, 'audit'>,
  recording: Omit<Recording, 'stepId'>,
  devices: readonly string[],
  commands: readonly PanosCommand[],
): Promise<void> {
  const [first] = commands;
  if (first === undefined) return;
  for (const device of devices) {
    await options.audit(tx, {
      ...entryOf(recording),
      event: 'command',
      device,
      risk: COMMAND_RISK[first.kind],
      command: commands.map(cliOf).join('; '),
      outcome: 'Roundtrip was stopped while it sent this: some of it may have been sent that is not written here.',
    });
  }
}

/** An entry about a run as a whole, or the beginnings of one about a command of it. */
export function entryOf({ run, about, now }: Omit<Recording, 'stepId'>) {
  return {
    at: new Date(now).toISOString(),
    who: run.askedBy,
    channel: about.channel,
    caseId: run.caseId,
    runId: run.id,
    approvalId: run.approvalId,
    device: null,
    risk: null,
    command: null,
    replySha256: null,
  };
}
