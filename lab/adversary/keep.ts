import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { loadCase } from '../../src/cli/load-case.ts';
import { formatFlow } from '../../src/model/flow.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import type { Raw } from './attacks.ts';
import type { CaptureCut } from './capture-cuts.ts';
import type { Find } from './search.ts';
import { accusedBy, type Subject } from './subject.ts';

/** Where an incident's captures are: its own folder, and what was cut from them. */
export interface Captures {
  readonly folder: string;
  readonly cuts: readonly CaptureCut[];
}

/** Writes a find as a folder for `roundtrip analyze`, and says whether that confirms the wrong cause again. */
export async function keepFind(find: Find, subject: Subject, captures: Captures, folder: string): Promise<boolean> {
  for (const raw of find.input.raw) {
    const path = join(folder, raw.source);
    await mkdir(dirname(path), { recursive: true });
    await writeSource(raw, captures, path);
  }
  await writeFile(join(folder, 'case.yml'), caseFile(find.input));
  const loaded = await loadCase([folder]);
  if (!loaded.ok) return false;
  const named = accusedBy(triage(loaded.value), subject);
  return named.some(({ id, band }) => id === find.cause && band === 'confirmed');
}

async function writeSource({ source, text, capture }: Raw, { folder, cuts }: Captures, path: string): Promise<void> {
  const cut = cuts.find((one) => one.capture === capture);
  if (capture === undefined) await writeFile(path, text);
  else if (cut === undefined) await copyFile(join(folder, source), path);
  else await writeFile(path, cut.bytes);
}

function caseFile({ raw, flow, symptoms, fixedAt }: TriageInput): string {
  const files = raw
    .map(({ source, observer, point, takenAt }) => [source, { observer, point, takenAt }] as const)
    .filter(([, notes]) => Object.values(notes).some((note) => note !== undefined));
  return stringify({
    ...(flow === null ? {} : { flow: formatFlow(flow) }),
    ...(symptoms.length === 0 ? {} : { symptoms }),
    ...(fixedAt === null ? {} : { fixedAt }),
    ...(files.length === 0 ? {} : { files: Object.fromEntries(files) }),
  });
}
