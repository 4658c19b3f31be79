import type { Band, Verdict } from '../../src/model/diagnosis.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import { readExpectation, readScenario } from '../support/scenario.ts';
import { SCENARIOS, scenarioNames, withoutEachOutput, withoutEachSource } from '../support/scenario-variations.ts';

/** What was answered: a cause, or that nothing can be named yet. */
export type Answer = PatternId | 'inconclusive';

/** One scenario: its truth, what is answered with all of the evidence, and what with a part of it. */
export interface Measured {
  readonly name: string;
  readonly truth: Answer;
  readonly verdict: Verdict;
  readonly whole: Answered;
  readonly lessOneFile: readonly Answered[];
  readonly lessOneOutput: readonly Answered[];
}

export interface Answered {
  readonly answer: Answer;
  /** Of the cause that is answered; of the strongest one when none is. */
  readonly band: Band;
}

/** Asks for every scenario, with all of its evidence and with each file and each output left out. */
export async function measure(): Promise<readonly Measured[]> {
  return Promise.all(scenarioNames().map(measureOne));
}

async function measureOne(name: string): Promise<Measured> {
  const folder = `${SCENARIOS}${name}`;
  const input = await readScenario(folder);
  const { rootCause, verdict } = readExpectation(folder);
  return {
    name,
    truth: rootCause ?? 'inconclusive',
    verdict,
    whole: answer(input),
    lessOneFile: withoutEachSource(input).map(([, less]) => answer(less)),
    lessOneOutput: withoutEachOutput(input).map(([, less]) => answer(less)),
  };
}

function answer(input: TriageInput): Answered {
  const { rootCause, patterns } = triage(input).diagnosis;
  return { answer: rootCause ?? 'inconclusive', band: patterns[0]?.band ?? 'not-assessed' };
}
