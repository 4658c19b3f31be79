import type { DeviceReply } from '../../model/device-reply.ts';
import type { LiveRun } from '../../model/live-run.ts';
import { runsOfKind } from '../../store/runs.ts';
import type { Db } from '../../store/schema.ts';
import type { ActionOf } from '../actions.ts';
import { factsOf } from '../facts-of.ts';

/** Within one line and without a choice of where blanks belong: a device may answer with megabytes of them. */
const FILTER = /^[ \t]*Index[ \t]+\d{1,3}:[ \t]*(?<match>[^\s].*)$/m;
const FILTERS = new RegExp(FILTER, 'gm');
const SHOWN = 120;

/**
 * Why a device's packet diagnosis is not free, in a sentence; null when it is. A filter that is set up belongs to
 * somebody even while it is off. “Enabled: yes” without any filter is left by `clear all` on some releases, and is free.
 */
export function inUse(reply: DeviceReply): string | null {
  const { device } = reply;
  const setting = factsOf(reply).find((fact) => fact.kind === 'packet-diag-setting');
  if (setting === undefined) return `What ${device} prints of its packet diagnosis could not be read.`;
  const match = FILTER.exec(reply.text)?.groups?.match;
  if (match !== undefined) return `Somebody else has a packet filter on ${device}: ${match.slice(0, SHOWN).trimEnd()}.`;
  if (setting.captureEnabled === true) return `Somebody else is capturing packets on ${device}.`;
  if (setting.loggingEnabled === true) return `Somebody else has the packet log of ${device} on.`;
  return null;
}

/**
 * True when filters are set up on a device and none of them is of this action: ours went, and somebody put theirs. When
 * in doubt they are ours, so that nothing stays on: releases may write an IPv6 address in another way than it was given.
 */
export function isOthers({ text }: DeviceReply, { filters }: ActionOf<'capture'>): boolean {
  const found = [...text.matchAll(FILTERS)].map(({ groups }) => groups?.match ?? '');
  if (found.length === 0 || filters.some(({ source }) => source.includes(':'))) return false;
  return !found.some((match) =>
    filters.some(({ source, destination }) => match.includes(source) && match.includes(destination)),
  );
}

const LOOKED_BACK = 200;

/** Another capture of ours that has not been switched off on a device yet, of whatever case; null when there is none. */
export async function captureInTheWay(tx: Db, mine: LiveRun, device: string): Promise<LiveRun | null> {
  const runs = await runsOfKind(tx, 'capture', LOOKED_BACK);
  return runs.find((run) => run.id !== mine.id && run.devices.includes(device) && mustBeUndone(run)) ?? null;
}

/** Captures that have ended and left something switched on, because the device did not answer. */
export async function leftOn(tx: Db): Promise<readonly string[]> {
  const runs = await runsOfKind(tx, 'capture', LOOKED_BACK);
  return runs.filter((run) => run.endedAt !== null && mustBeUndone(run)).map(({ id }) => id);
}

/** True from before the first switch is turned on until all of them are known to be off. */
export function mustBeUndone({ steps, endedAt }: LiveRun): boolean {
  const [on, off] = ['on', 'off'].map((id) => steps.find((step) => step.id === id)?.state);
  if (on === undefined || off === 'done') return false;
  return endedAt === null ? on !== 'waiting' : off === 'failed';
}
