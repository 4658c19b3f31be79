import type { Flow } from '../../src/model/flow.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import { causesOf, readExpectation, readScenario } from '../support/scenario.ts';
import { SCENARIOS, scenarioNames } from '../support/scenario-variations.ts';

/** A scenario that is attacked. */
export interface Subject {
  readonly name: string;
  readonly input: TriageInput;
  /** The flow that it is about, given or read from all of its evidence. */
  readonly flow: Flow | null;
  /** What may be named of it. */
  readonly faults: readonly PatternId[];
  /** Where each output stands. */
  readonly outputs: readonly Output[];
  readonly devices: readonly string[];
}

export interface Output {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

/** All scenarios, ready to be attacked. */
export async function subjects(): Promise<readonly Subject[]> {
  return Promise.all(scenarioNames().map(subjectOf));
}

async function subjectOf(name: string): Promise<Subject> {
  const folder = `${SCENARIOS}${name}`;
  const input = await readScenario(folder);
  const { flow, evidence } = triage(input);
  const causes = causesOf(readExpectation(folder));
  // Where only the capture deceives, nothing is wrong with the flow.
  const passes: readonly PatternId[] = causes.includes('capture-artifact') ? ['healthy'] : [];
  return {
    name,
    input,
    flow,
    faults: [...causes, ...beforeTheFix(input), ...passes].filter((cause) => cause !== null),
    outputs: evidence.map(({ source, lines }) => ({ source, ...lines })),
    devices: [...new Set(evidence.flatMap(({ observer }) => observer ?? []))].sort(),
  };
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
