import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadCase } from '../../src/cli/load-case.ts';
import { STEP_IDS } from '../../src/model/finding.ts';
import { type Flow, formatFlow } from '../../src/model/flow.ts';
import { PATTERN_IDS, type PatternId } from '../../src/model/pattern.ts';
import type { Triage, TriageInput } from '../../src/model/triage.ts';

const band = z.enum(['confirmed', 'likely', 'possible', 'ruled-out', 'not-assessed']);

const expectationSchema = z.strictObject({
  verdict: z.enum(['asymmetric', 'not-asymmetric', 'healthy', 'inconclusive']),
  rootCause: z.enum(PATTERN_IDS).nullable(),
  /** The second faults that are named beside it. */
  alsoFound: z.array(z.enum(PATTERN_IDS)).optional(),
  /** The band of the strongest pattern. */
  band: band.optional(),
  /** What has become of the fault since the fix, and what it was; `passedOnce` when it passed for a while after it. */
  since: z
    .strictObject({
      was: z.enum(PATTERN_IDS).nullable(),
      state: z.enum(['works', 'in-part', 'still-broken', 'not-shown']),
      passedOnce: z.literal(true).optional(),
    })
    .optional(),
  flow: z.string().optional(),
  steps: z.partialRecord(z.enum(STEP_IDS), z.enum(['confirmed', 'refuted', 'could-not-tell', 'missing'])).optional(),
  nextTests: z.literal('some').optional(),
  /** The state of items of the checklist, by their ids. */
  checklist: z.record(z.string(), z.enum(['open', 'passed', 'failed', 'waived'])).optional(),
});

/** What a scenario's folder says must come out; what it does not name is not looked at. */
export type Expectation = z.infer<typeof expectationSchema>;

/** Reads `expected.json` of a scenario's folder. Throws when it is not there or says something unknown. */
export function readExpectation(folder: string): Expectation {
  return expectationSchema.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
}

/** What may be named with less evidence: nothing, or one of the faults that are there or were before the fix. */
export function causesOf({ rootCause, alsoFound, since }: Expectation): readonly (PatternId | null)[] {
  const passed: readonly PatternId[] = since?.passedOnce === true ? ['healthy'] : [];
  return [null, rootCause, ...(alsoFound ?? []), since?.was ?? null, ...passed];
}

/** Reads a scenario's folder as `roundtrip analyze` does, which takes no `expected.json` for evidence. */
export async function readScenario(folder: string): Promise<TriageInput> {
  const loaded = await loadCase([folder]);
  if (!loaded.ok) throw new Error(`${folder}: ${JSON.stringify(loaded.error)}`);
  return loaded.value;
}

/** What must not change when nothing new is known: verdict, cause, and the bits and band of every pattern. */
export function causeOf({ diagnosis }: Triage): object {
  const weights = diagnosis.patterns.map(({ id, band: reached, bits }) => `${id} ${reached} ${bits}`).sort();
  return { verdict: diagnosis.verdict, rootCause: diagnosis.rootCause, weights };
}

/** A flow as an expectation names it. */
export function shownFlow(flow: Flow | null): string | null {
  return flow === null ? null : formatFlow(flow);
}
