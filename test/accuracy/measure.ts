import { type Answer, type Answered, answerOf } from '../../lab/judge/answer.ts';
import type { Verdict } from '../../src/model/diagnosis.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import { causesOf, readExpectation, readScenario } from '../support/scenario.ts';
import { SCENARIOS, scenarioNames, withoutEachOutput, withoutEachSource } from '../support/scenario-variations.ts';

/** One scenario: its truth, what is answered with all of the evidence, and what with a part of it. */
export interface Measured {
  readonly name: string;
  readonly truth: Answer;
  /** The truth, and the second faults that are there beside it: with less evidence one of them may be all that shows. */
  readonly faults: readonly Answer[];
  readonly verdict: Verdict;
  readonly whole: Answered;
  readonly lessOneFile: readonly Answered[];
  readonly lessOneOutput: readonly Answered[];
}

/** Asks for every scenario, with all of its evidence and with each file and each output left out. */
export async function measure(): Promise<readonly Measured[]> {
  return Promise.all(scenarioNames().map(measureOne));
}

async function measureOne(name: string): Promise<Measured> {
  const folder = `${SCENARIOS}${name}`;
  const input = await readScenario(folder);
  const expected = readExpectation(folder);
  const { rootCause, verdict } = expected;
  return {
    name,
    truth: rootCause ?? 'inconclusive',
    faults: causesOf(expected).filter((cause) => cause !== null),
    verdict,
    whole: answer(input),
    lessOneFile: withoutEachSource(input).map(([, less]) => answer(less)),
    lessOneOutput: withoutEachOutput(input).map(([, less]) => answer(less)),
  };
}

/** Whether a cause was answered that is none of the faults that are there. */
export function isWrong({ faults }: Measured, { answer }: Answered): boolean {
  return answer !== 'inconclusive' && !faults.includes(answer);
}

function answer(input: TriageInput): Answered {
  return answerOf(triage(input));
}
