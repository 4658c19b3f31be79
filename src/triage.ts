import { analyse } from './analysis/index.ts';
import { chooseFlow } from './analysis/choose-flow.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { readEvidence } from './evidence/read.ts';
import type { Triage, TriageInput } from './model/triage.ts';

/**
 * The use case: raw evidence in, diagnosis out. Pure: no clock, no I/O; the same input gives the same output.
 * Never throws on bad input; what could not be read is said in `evidence`.
 */
export function triage(input: TriageInput): Triage {
  const evidence = readEvidence(input.raw);
  const { flow, flowSource } = chooseFlow(input.flow, evidence);
  const findings = analyse({ flow, evidence, symptoms: input.symptoms, fixedAt: input.fixedAt });
  const diagnosis = diagnose({ flow, evidence, findings });
  return { flow, flowSource, evidence, findings, diagnosis };
}
