import { z } from 'zod';
import { PATTERN_IDS } from '../../src/model/pattern.ts';
import { TELLERS } from '../model.ts';
import type { Judged } from './judge.ts';
import { MARKS } from './mark.ts';

const answer = z.enum([...PATTERN_IDS, 'inconclusive']);

const told = z.strictObject({
  answer,
  named: z.array(
    z.strictObject({
      id: z.enum(PATTERN_IDS),
      band: z.enum(['confirmed', 'likely', 'possible', 'ruled-out', 'not-assessed']),
    }),
  ),
  mark: z.enum(MARKS),
  claimsAsymmetry: z.boolean(),
});

const recordedSchema = z.strictObject({
  id: z.string(),
  network: z.string(),
  teller: z.enum(TELLERS),
  truth: answer,
  alsoRight: z.array(z.enum(PATTERN_IDS)),
  asymmetric: z.boolean(),
  whole: told,
  halves: z.array(told.extend({ rightlyOpen: z.boolean() })),
});

const runSchema = z.strictObject({
  seed: z.number().int(),
  count: z.number().int(),
  draws: z.number().int(),
  kernel: z.string(),
  date: z.iso.date(),
  command: z.string(),
  /** Questions asked of each incident by the adversary; null when it was not let loose. */
  adversary: z
    .strictObject({
      questions: z.number().int(),
      incidents: z.number().int(),
      finds: z.array(z.strictObject({ id: z.string(), cause: z.enum(PATTERN_IDS), how: z.string() })),
    })
    .nullable(),
});

/** What is kept of an incident that was judged. */
export type Recorded = z.infer<typeof recordedSchema>;

/** How a run was made: `date` as `2026-11-21`, `command` as one types it, `kernel` as `uname -r` says it. */
export type Run = z.infer<typeof runSchema>;

/** A run and its incidents. */
export interface Results {
  readonly run: Run;
  readonly incidents: readonly Recorded[];
}

/** The text of the results file, JSON Lines: the run, then one incident a line in the order in which they were made. */
export function resultsText(run: Run, all: readonly Judged[]): string {
  const lines = [run, ...all.map(recorded)];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Reads a results file. Throws when it is none. */
export function readResults(text: string): Results {
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
  return {
    run: runSchema.parse(JSON.parse(first)),
    incidents: rest.map((line) => recordedSchema.parse(JSON.parse(line))),
  };
}

/** What is kept of an incident: the withheld files are drawn again from the seed. */
export function recorded({ halves, ...judged }: Judged): Recorded {
  const record = { ...judged, halves: halves.map(({ withheld: _, ...half }) => half) };
  return recordedSchema.parse(record);
}
