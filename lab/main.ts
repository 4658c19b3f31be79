import { rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import type { PatternId } from '../src/model/pattern.ts';
import { hunt, huntedText, targetOf } from './adversary/index.ts';
import { commandOf, type LabRequest, parseLab, USAGE } from './arguments.ts';
import { cleanUpOnSignals, reap, removeOursNow } from './ground/reaper.ts';
import { type Run, reportText, resultsText } from './judge/index.ts';
import type { Incident } from './model.ts';
import { type Lack, lacks, lackText, vlansLack } from './need.ts';
import { NETWORKS } from './networks/index.ts';
import { LEFT_OUT } from './networks/parts/sketch.ts';
import { listText } from './parameters.ts';
import { planned } from './plan.ts';
import { type Done, type Made, runIncidents } from './run.ts';
import { makeWorkFolder, removeAbandonedFolders } from './work-folder.ts';

/** The proving ground: `npm run lab -- --count 200 --seed 7`. Exits 2 when it cannot be entered, 1 when an incident could not be made. */
async function main(words: readonly string[]): Promise<number> {
  const request = parseLab(
    words,
    NETWORKS.map(({ id }) => id),
  );
  if (!request.ok) {
    process.stderr.write(`lab: ${request.error.message}\n${USAGE}\n`);
    return 2;
  }
  if (request.value.list) {
    process.stdout.write(listText(NETWORKS));
    return 0;
  }
  const isEntered = request.value.tellers.includes('linux');
  const lacking = isEntered ? await lacks() : [];
  if (lacking.length > 0) {
    process.stderr.write(`${lackText(lacking)}lab: --told panos needs none of it\n`);
    return 2;
  }
  const work = makeWorkFolder();
  const removeWork = (): void => rmSync(work, { recursive: true, force: true });
  cleanUpOnSignals(removeWork);
  removeAbandonedFolders();
  const left = isEntered ? await reap() : [];
  if (left.length > 0) process.stderr.write(`lab: removed ${left.length} namespaces that a former run left behind\n`);
  const noVlans = isEntered ? await vlansLack() : null;
  // A bug of ours in one incident ends the run, and the others are under way.
  return enter(request.value, work, noVlans).finally(() => {
    removeOursNow();
    removeWork();
  });
}

async function enter(request: LabRequest, work: string, noVlans: Lack | null): Promise<number> {
  const { seed, count, only, draws } = request;
  const kinds = NETWORKS.filter(({ id }) => only.length === 0 || only.includes(id));
  const incidents = planned(kinds, seed, count, { vlans: noVlans === null });
  if (noVlans !== null) process.stderr.write(`lab: ${withoutVlans(noVlans, incidents)}\n`);
  const began = Date.now();
  let ended = 0;
  const done = await runIncidents(incidents, {
    seed,
    draws,
    atOnce: request.atOnce,
    work,
    keep: request.keep,
    keepAll: request.all,
    now: () => new Date(),
    tellers: request.tellers,
    progress: (one) => {
      ended += 1;
      process.stderr.write(`${String(ended).padStart(5)} ${progressText(one)}\n`);
    },
  });
  const made = done.filter((one) => 'judged' in one);
  const judged = made.map((one) => one.judged);
  process.stdout.write(`${reportText(judged)}\n`);
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stdout.write(`${made.length} incidents in ${seconds} s; misses are kept below ${request.keep}\n`);
  if (noVlans !== null) process.stdout.write(`${withoutVlans(noVlans, incidents)}\n`);
  const adversary = await attack(request, made);
  if (request.record !== null) {
    const date = new Date(began).toISOString().slice(0, 10);
    const run = {
      seed,
      count,
      draws,
      kernel: release(),
      date,
      command: commandOf(request),
      adversary,
    };
    await mkdir(dirname(request.record), { recursive: true });
    await writeFile(request.record, resultsText(run, judged));
  }
  return made.length === done.length ? 0 : 1;
}

/** Lets the adversary loose on all incidents of the run; null when it was not asked for. */
async function attack(
  { adversary: questions, keep, seed }: LabRequest,
  made: readonly Made[],
): Promise<Run['adversary']> {
  if (questions === 0) return null;
  const targets = made.map(({ outcome }) => targetOf(outcome));
  const finds: { id: string; cause: PatternId; how: string }[] = [];
  for await (const hunted of hunt(targets, { seed, questions, keep: join(keep, 'adversary') })) {
    process.stdout.write(huntedText(hunted));
    const { name, cause, how } = hunted.find;
    finds.push({ id: name, cause, how: how.join('; ') });
  }
  process.stdout.write(
    `The adversary found ${finds.length} in ${made.length} incidents, ${questions} questions each.\n`,
  );
  return { questions, incidents: made.length, finds };
}

function withoutVlans({ what, how }: Lack, incidents: readonly Incident[]): string {
  const count = incidents.filter(({ drawn }) => drawn.some((word) => word.endsWith(LEFT_OUT))).length;
  return `VLANs were left out of ${count} of ${incidents.length} incidents: ${what} is missing; to get it: ${how}`;
}

function progressText(one: Done): string {
  if ('problem' in one) return `${one.incident.id}: NOT MADE: ${one.problem.message} (${one.problem.where ?? ''})`;
  const { judged, incident, kept } = one;
  const answer = judged.whole.named.map(({ id, band }) => `${id} (${band})`).join(', ') || 'inconclusive';
  const drawn = incident.drawn.join(', ');
  return `${incident.id} [${drawn}; ${triesText(one)}]: ${answer}: ${judged.whole.mark}${kept === null ? '' : ` -> ${kept}`}`;
}

/** How many of the connections that are complained about got their reply: shows whether a fault bites. */
function triesText({ incident: { flow }, outcome }: Made): string {
  const tries = outcome.experienced.filter(
    ({ exchange }) => exchange.kind !== 'ping' && exchange.to === flow.server && exchange.port === flow.port,
  );
  const count = (of: 'succeeded' | 'tried'): number => tries.reduce((sum, one) => sum + one[of], 0);
  return `${count('succeeded')} of ${count('tried')} work`;
}

process.exitCode = await main(process.argv.slice(2));
