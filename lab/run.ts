import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../src/model/result.ts';
import { isMiss, type Judged, type JudgeOptions, judge } from './judge/index.ts';
import { make } from './make.ts';
import type { Incident, Outcome, Teller } from './model.ts';
import { whyNotTold } from './panos/site.ts';
import { panosId, tell } from './panos/tell.ts';

/** One incident that was made and judged; `kept` is where its folder was kept. */
export interface Made {
  readonly incident: Incident;
  readonly judged: Judged;
  readonly outcome: Outcome;
  readonly kept: string | null;
}

/** An incident, or why it could not be made. */
export type Done = Made | { readonly incident: Incident; readonly problem: Problem };

/** How a run is made: `keepAll` keeps the folder of each incident, not only of the misses. */
export interface RunOptions extends JudgeOptions {
  readonly atOnce: number;
  /** Where the incidents' folders are made; they stay there. */
  readonly work: string;
  readonly keep: string;
  readonly keepAll: boolean;
  readonly now: () => Date;
  /** Linux alone when nobody says. */
  readonly tellers?: readonly Teller[];
  /** Told of each incident, in the order in which they end. */
  readonly progress: (done: Done) => void;
}

/** Makes incidents, some at the same time, judges them, and keeps the folders of misses. In the order of the plan. */
export async function runIncidents(incidents: readonly Incident[], options: RunOptions): Promise<readonly Done[]> {
  const jobs = incidents.flatMap((incident, index) =>
    (options.tellers ?? ['linux'])
      .filter((teller) => teller === 'linux' || whyNotTold(incident) === null)
      .map((teller) => ({ incident, index, teller })),
  );
  const done: Done[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < jobs.length) {
      const place = next;
      next += 1;
      const job = jobs[place];
      if (job === undefined) return;
      const one = await makeAndJudge(job, options);
      done[place] = one;
      options.progress(one);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  return done;
}

interface Job {
  readonly incident: Incident;
  readonly index: number;
  readonly teller: Teller;
}

async function makeAndJudge({ incident: planned, index, teller }: Job, options: RunOptions): Promise<Done> {
  const { work: folder, now } = options;
  const incident = teller === 'linux' ? planned : { ...planned, id: panosId(planned) };
  try {
    const made = await (teller === 'linux'
      ? make(planned, { folder, number: index + 1, now })
      : tell(planned, { folder, now }));
    if (!made.ok) return { incident, problem: made.error };
    const outcome = made.value;
    const judged = judge(outcome, options);
    const kept = options.keepAll || isMiss(judged) ? await keepIt(outcome, options.keep) : null;
    return { incident, judged, outcome, kept };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // What makes the product crash is worth more than any other miss.
    const kept = await keepIt({ incident, folder: join(options.work, incident.id), experienced: [] }, options.keep);
    return { incident, problem: { code: 'lab.crash', message: `a crash: ${error.message}`, where: kept } };
  }
}

/** The folder as `roundtrip analyze` takes it, and beside it what only the lab knows. */
async function keepIt(
  { folder, incident, experienced }: Pick<Outcome, 'folder' | 'incident' | 'experienced'>,
  keep: string,
): Promise<string> {
  const to = join(keep, incident.id);
  await mkdir(keep, { recursive: true });
  await rm(to, { recursive: true, force: true });
  await cp(folder, to, { recursive: true });
  const known = { ...incident, experienced };
  await writeFile(`${to}.truth.json`, `${JSON.stringify(known, null, 2)}\n`);
  return to;
}
