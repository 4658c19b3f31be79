import { type Subject, subjectOf } from '../../lab/adversary/subject.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import { causesOf, readExpectation, readScenario } from '../support/scenario.ts';
import { SCENARIOS, scenarioNames } from '../support/scenario-variations.ts';

/** All scenarios, ready to be attacked. */
export async function subjects(): Promise<readonly Subject[]> {
  return Promise.all(scenarioNames().map(scenarioSubject));
}

async function scenarioSubject(name: string): Promise<Subject> {
  const folder = `${SCENARIOS}${name}`;
  const input = await readScenario(folder);
  const causes = causesOf(readExpectation(folder));
  // Where only the capture deceives, nothing is wrong with the flow.
  const passes: readonly PatternId[] = causes.includes('capture-artifact') ? ['healthy'] : [];
  const faults = [...causes, ...beforeTheFix(input), ...passes].filter((cause) => cause !== null);
  return subjectOf(name, input, faults);
}

/** Of an incident that has been mended, a part of the evidence may show what was wrong before, what is left, or that all is well. */
function beforeTheFix(input: TriageInput): readonly PatternId[] {
  if (input.fixedAt === null) return [];
  const before = input.raw.flatMap((_, index) => {
    const { rootCause, alsoFound } = triage({ ...input, raw: input.raw.slice(0, index + 1), fixedAt: null }).diagnosis;
    return [...(rootCause === null ? [] : [rootCause]), ...alsoFound];
  });
  return [...before, 'stale-session', 'healthy'];
}
