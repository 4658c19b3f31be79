import { createHash } from 'node:crypto';
import type { DeviceFailure } from '../../model/device-reply.ts';
import type { CaptureStage } from '../../model/panos-command.ts';
import { fail } from '../../model/result.ts';
import type { ActionOf } from '../actions.ts';
import type { Course } from '../run/course.ts';
import { entryOf, type Fetched } from '../run/records.ts';
import { fileOf } from './commands.ts';

/** What came of one stage's file. */
interface Stage {
  readonly stage: CaptureStage;
  readonly file: string;
  readonly outcome: string;
  readonly sha256: string | null;
  readonly fetched: Fetched | null;
}

/** Fetches what each stage captured, reads it, and keeps it as evidence of that stage. */
export async function fetchStages(course: Course, action: ActionOf<'capture'>): Promise<void> {
  await course.settle('fetch', { state: 'running' });
  const stages: Stage[] = [];
  for (const stage of action.stages) {
    if (course.halted() === null) stages.push(await fetchStage(course, action.device, stage));
  }
  const read = stages.flatMap(({ fetched }) => fetched ?? []);
  const lost = stages.filter(({ fetched }) => fetched === null);
  const state = course.halted() === 'stopping' ? 'running' : stateOf(read.length, action.stages.length);
  const says = lost.map(({ stage, outcome }) => `Stage ${stage}: ${outcome}`).join(' ');
  const device = action.device;
  await course.settle('fetch', {
    state,
    says: says === '' ? null : says,
    fetched: read,
    also: async (tx) => {
      const base = entryOf({ run: course.run(), about: course.about, now: course.options.store.clock.now() });
      for (const { file, outcome, sha256 } of stages) {
        const command = `export filters-pcap ${file}`;
        const entry = { ...base, event: 'command', device, risk: 'observe', command, outcome } as const;
        await course.options.audit(tx, { ...entry, replySha256: sha256 });
      }
    },
  });
}

function stateOf(read: number, wanted: number): 'done' | 'part' | 'failed' {
  if (read === wanted) return 'done';
  return read > 0 ? 'part' : 'failed';
}

async function fetchStage({ options, run, signal }: Course, device: string, stage: CaptureStage): Promise<Stage> {
  const file = fileOf(run(), stage);
  const begun = await options.devices.fetchCapture(device, file, signal);
  if (!begun.ok) return { stage, file, outcome: saysOf(begun.error), sha256: null, fetched: null };
  const hash = createHash('sha256');
  const read = await options.readCapture(hashed(begun.value, hash)).catch((error: unknown) => {
    // A connection that breaks in the middle shows only as an error of its stream.
    options.log.warn({ err: error, device, file }, 'a capture broke off while it was fetched');
    return fail({ code: 'capture-broke-off', message: 'its transfer broke off' });
  });
  const sha256 = hash.digest('hex');
  if (!read.ok) return { stage, file, outcome: `It could not be read: ${read.error.message}.`, sha256, fetched: null };
  const takenAt = new Date(options.store.clock.now()).toISOString();
  const fetched = { device, command: 'packet capture', point: stage, digest: read.value, takenAt };
  return { stage, file, outcome: 'answered', sha256, fetched };
}

function saysOf({ says, why }: DeviceFailure): string {
  return why === 'refused' ? `There is no file, so this stage saw no packet, or it cannot be exported. ${says}` : says;
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: { update(piece: Uint8Array): unknown }) {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}
