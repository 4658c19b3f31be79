import { readEvidence } from '../../evidence/read.ts';
import type { Evidence, RawEvidence } from '../../model/evidence.ts';
import type { PanosCommand } from '../../model/panos-command.ts';
import type { Triage } from '../../model/triage.ts';
import { evidenceOf } from '../../store/evidence.ts';
import { flowOf } from '../approved.ts';
import { type DeviceView, deviceView } from '../sequence/device-view.ts';
import type { Question } from './ask.ts';
import type { Course } from './course.ts';

/** What each firewall of a run has shown in it so far, and what it was asked. */
export interface Views {
  /** The views as they are now, with everything that the run has kept. */
  now(): Promise<readonly DeviceView[]>;
  /** A triage of all that the case has, whoever gave it. */
  triage(): Promise<Triage>;
  /** Remembers what was asked; what a process asked that has died since is asked again. */
  note(questions: readonly Question[]): void;
}

export async function createViews(course: Course): Promise<Views> {
  const { options, about } = course;
  const { db } = options.store;
  const flow = await db.transaction().execute((tx) => flowOf(tx, about));
  const asked = new Map<string, readonly PanosCommand[]>();
  const read = createReader();
  const devices = options.fleet.devices.filter(({ name }) => course.run().devices.includes(name));

  return {
    async now() {
      const evidence = read(await ownEvidence(course));
      return devices.map((device) => deviceView({ device, flow, evidence, asked: asked.get(device.name) ?? [] }));
    },
    async triage() {
      const raw = await db.transaction().execute((tx) => evidenceOf(tx, about.id));
      return options.triage({ raw, flow, symptoms: about.symptoms, fixedAt: about.fixedAt });
    },
    note(questions) {
      for (const { device, command } of questions) asked.set(device, [...(asked.get(device) ?? []), command]);
    },
  };
}

/** Reads each piece once: a watch looks at hundreds of them again and again, and a long reply takes a second to read. */
function createReader(): (raw: readonly RawEvidence[]) => readonly Evidence[] {
  const known = new Map<string, readonly Evidence[]>();
  return (raw) => {
    const fresh = raw.filter(({ source }) => !known.has(source));
    if (fresh.length > 0) {
      const evidence = readEvidence(fresh);
      for (const { source } of fresh) {
        known.set(
          source,
          evidence.filter((one) => one.source === source),
        );
      }
    }
    return raw.flatMap(({ source }) => known.get(source) ?? []);
  };
}

/** Older evidence names session slots that may be another's by now. */
function ownEvidence({ options, about, run }: Course): Promise<readonly RawEvidence[]> {
  return options.store.db.transaction().execute((tx) => evidenceOf(tx, about.id, run().id));
}

/** What `choose` wants to ask each firewall, as questions. */
export function questionsFor(
  views: readonly DeviceView[],
  choose: (view: DeviceView) => readonly PanosCommand[],
): readonly Question[] {
  return views.flatMap((view) => choose(view).map((command) => ({ device: view.device, command })));
}
