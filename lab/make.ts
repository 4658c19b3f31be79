import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCase } from '../src/cli/load-case.ts';
import { fail, ok, type Result } from '../src/model/result.ts';
import { triage } from '../src/triage.ts';
import { endCaptures, type Running, startCapture } from './collect/capture.ts';
import { captureName, finished } from './collect/captured.ts';
import { caseText } from './collect/case-text.ts';
import { type Moment, type Reading, read } from './collect/readings.ts';
import { breakGround, type Ground, setUp } from './ground/ground.ts';
import type { CapturePlan, Experience, Incident, Outcome } from './model.ts';
import { startTraffic, type Traffic } from './traffic/traffic.ts';

/** Where and when incidents are made. */
export interface Site {
  /** An incident's evidence goes to a folder of its own below this one. */
  readonly folder: string;
  /** Tells the incidents of a run apart. */
  readonly number: number;
  readonly now: () => Date;
}

/**
 * Makes an incident happen: builds its network, sends its traffic, collects what engineers would, takes the network
 * away, and asks what `roundtrip analyze FOLDER` asks. A problem means that the incident could not be made.
 */
export async function make(incident: Incident, site: Site): Promise<Result<Outcome>> {
  const folder = join(site.folder, incident.id);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const ground = await breakGround(incident, site.number);
  if (!ground.ok) return ground;
  const traffic = startTraffic(incident, ground.value);
  const experienced = await play(incident, ground.value, traffic, folder, site.now).finally(async () => {
    await traffic.end();
    await ground.value.close();
  });
  if (!experienced.ok) return experienced;
  const input = await loadCase(folder);
  if (!input.ok) return input;
  const { unreadable, warnings, ...asked } = input.value;
  const [warning] = warnings;
  if (warning !== undefined) return fail({ code: 'lab.case', where: incident.id, message: warning });
  return ok({
    incident,
    teller: 'linux',
    folder,
    input: input.value,
    told: triage(asked),
    experienced: experienced.value,
  });
}

async function play(
  incident: Incident,
  ground: Ground,
  traffic: Traffic,
  folder: string,
  now: () => Date,
): Promise<Result<readonly Experience[]>> {
  const ready = await setUp(ground, incident);
  if (!ready.ok) return ready;
  const deaf = await traffic.listen();
  if (deaf !== null) return fail({ code: 'lab.listen', where: incident.id, message: deaf });
  const running: Running[] = [];
  const begunAt = new Map<CapturePlan['from'], string>();
  const capture = async (from: CapturePlan['from']): Promise<Result<null>> => {
    begunAt.set(from, now().toISOString());
    const begun = await begin(incident, from, ground, folder);
    running.push(...begun.filter((one) => one.ok).map(({ value }) => value));
    return begun.find((one) => !one.ok) ?? ok(null);
  };
  const readings: Reading[] = [];
  const look = async (moment: Moment): Promise<void> => {
    readings.push(...(await read(incident, moment, ground, folder, now)));
  };
  let fixedAt: string | null = null;
  const changed = (): void => {
    fixedAt = now().toISOString();
  };
  const said = await phases(incident, ground, traffic, capture, look, changed);
  await endCaptures(running);
  if (!said.ok) return said;
  await look('after');
  await look('last');
  const captures = await Promise.all(
    running.map((one) => finished(one, folder, captureName(incident.captures, incident.captures.indexOf(one.plan)))),
  );
  await writeFile(
    join(folder, 'case.yml'),
    caseText(incident, readings, captures, fixedAt === null ? null : { fixedAt, begunAt }),
  );
  return said;
}

async function phases(
  incident: Incident,
  ground: Ground,
  traffic: Traffic,
  capture: (from: CapturePlan['from']) => Promise<Result<null>>,
  look: (moment: Moment) => Promise<void>,
  changed: () => void,
): Promise<Result<readonly Experience[]>> {
  const early = await capture('before');
  if (!early.ok) return early;
  await traffic.before();
  for (const { node, lines } of incident.traffic.change) {
    const { status, err } = await ground.inside(node, ['set -e', ...lines].join('\n'));
    if (status !== 0) return fail({ code: 'lab.change', where: incident.id, message: `${node}: ${err.trim()}` });
    changed();
  }
  const late = await capture('after');
  if (!late.ok) return late;
  await look('before');
  return ok(await traffic.after(() => look('during')));
}

function begin(
  { captures }: Incident,
  from: CapturePlan['from'],
  ground: Ground,
  folder: string,
): Promise<readonly Result<Running>[]> {
  const wanted = captures.map((plan, index) => ({ plan, index })).filter(({ plan }) => plan.from === from);
  return Promise.all(
    wanted.map(({ plan, index }) =>
      startCapture(plan, ground.nameOf(plan.node), join(folder, `${captureName(captures, index)}.pcap`)),
    ),
  );
}
