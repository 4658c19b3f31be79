import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCase } from '../../src/cli/load-case.ts';
import { fail, ok, type Result } from '../../src/model/result.ts';
import { pcapFile } from '../../src/simulator/network/pcap.ts';
import { seededRandom } from '../../src/simulator/network/random.ts';
import { triage } from '../../src/triage.ts';
import { type Captured, captureName } from '../collect/captured.ts';
import { caseText } from '../collect/case-text.ts';
import type { Reading } from '../collect/readings.ts';
import type { CapturePlan, Incident, Outcome } from '../model.ts';
import { hashOf } from '../random.ts';
import { stageFiles } from './engineer.ts';
import { FITS } from './fits.ts';
import { hostTexts } from './host-outputs.ts';
import { type Played, play } from './play.ts';
import { type ModelledSite, siteOf } from './site.ts';
import { sittingText } from './terminal/sitting-text.ts';

/** Where evidence goes, and when it is. */
export interface Teller {
  readonly folder: string;
  readonly now: () => Date;
}

/** All of it lies a while back when the case is opened. */
const AGO_MS = 90_000;

/** What tells the incidents told so from the others. */
export function panosId({ id }: Pick<Incident, 'id'>): string {
  return `${id}-panos`;
}

/**
 * Tells an incident in PAN-OS outputs: the same network, addresses, fault and traffic in the simulator's model, asked as
 * an engineer would ask its firewalls. `whyNotTold` says which are not. A problem means a plan that cannot be translated.
 */
export async function tell(incident: Incident, { folder, now }: Teller): Promise<Result<Outcome>> {
  const told = { ...incident, id: panosId(incident), truth: truthOf(incident) };
  const start = now().getTime() - AGO_MS;
  const random = seededRandom(hashOf(told.id));
  const site = siteOf(incident, start, random);
  if (!site.ok) return site;
  const played = play(incident, site.value, start, random);
  const into = join(folder, told.id);
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  await write(told, site.value, played, into);
  const input = await loadCase(into);
  if (!input.ok) return input;
  const { unreadable: _, warnings, ...asked } = input.value;
  const [warning] = warnings;
  if (warning !== undefined) return fail({ code: 'lab.case', where: told.id, message: warning });
  return ok({
    incident: told,
    teller: 'panos',
    folder: into,
    input: input.value,
    told: triage(asked),
    experienced: played.experienced,
  });
}

function truthOf({ network, truth }: Incident): Incident['truth'] {
  const fit = FITS[network];
  const also = fit?.fits === true ? (fit.alsoRight ?? []) : [];
  return { ...truth, alsoRight: [...(truth.alsoRight ?? []), ...also] };
}

async function write(incident: Incident, site: ModelledSite, played: Played, folder: string): Promise<void> {
  const isXml = hashOf(`${incident.id} xml`) % 5 < 2;
  const readings: Reading[] = [];
  for (const { hostname, moment, at, asked } of played.sittings) {
    const number = readings.filter(({ node }) => node === hostname).length + 1;
    const file = `${hostname}-${number}-${moment}.${isXml ? 'xml' : 'txt'}`;
    await writeFile(join(folder, file), sittingText(hostname, asked, isXml));
    readings.push({ file, node: hostname, takenAt: new Date(at).toISOString() });
  }
  for (const { node, text } of hostTexts(incident, site)) {
    const file = `${node}.txt`;
    await writeFile(join(folder, file), text);
    readings.push({ file, node, takenAt: new Date(played.sittings.at(-1)?.at ?? 0).toISOString() });
  }
  const captures = [...stagesOf(site.firewalls), ...endsOf(incident, played)];
  for (const { file, bytes } of captures) await writeFile(join(folder, file), bytes);
  await writeFile(join(folder, 'case.yml'), caseText(incident, readings, captures));
}

interface Bytes extends Captured {
  readonly bytes: Uint8Array;
}

function stagesOf(firewalls: ModelledSite['firewalls']): readonly Bytes[] {
  return firewalls.flatMap(({ hostname, diag }) =>
    stageFiles(hostname).flatMap(({ stage, file }) => {
      const frames = diag.frames(file) ?? [];
      const plan: CapturePlan = { node: hostname, interface: stage, format: 'pcap', filter: '', from: 'after' };
      return frames.length === 0 ? [] : [{ file: `${file}.pcap`, plan, bytes: pcapFile(frames) }];
    }),
  );
}

function endsOf({ captures: plans }: Incident, { captures }: Played): readonly Bytes[] {
  return captures.all().map(({ plan, frames }) => {
    const file = `${captureName(plans, plans.indexOf(plan))}.pcap`;
    return { file, plan: { ...plan, format: 'pcap' }, bytes: pcapFile(frames) };
  });
}
