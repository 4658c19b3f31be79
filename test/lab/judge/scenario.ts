import type { Fault } from '../../../lab/judge/mark.ts';
import type { TriageInput } from '../../../src/model/triage.ts';
import { readExpectation, readScenario } from '../../support/scenario.ts';
import { SCENARIOS } from '../../support/scenario-variations.ts';

/** A scenario as an incident of the lab: its input, and its truth as `expected.json` has it. */
export async function scenarioIncident(name: string): Promise<{ readonly input: TriageInput; readonly fault: Fault }> {
  const folder = `${SCENARIOS}${name}`;
  const { rootCause, alsoFound, verdict } = readExpectation(folder);
  return {
    input: await readScenario(folder),
    fault: {
      truth: rootCause ?? 'inconclusive',
      alsoRight: alsoFound ?? [],
      asymmetric: verdict === 'asymmetric',
    },
  };
}
