import { chooseFlow } from './analysis/choose-flow.ts';
import { analyse } from './analysis/index.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { readEvidence } from './evidence/read.ts';
import type { Evidence } from './model/evidence.ts';
import type { Triage, TriageInput } from './model/triage.ts';

/**
 * The use case: raw evidence in, diagnosis out. Pure: no clock, no I/O; the same input gives the same output.
 * Never throws on bad input; what could not be read is said in `evidence`.
 */
export function triage(input: TriageInput): Triage {
  const evidence = readEvidence(input.raw);
  const { flow, flowSource } = chooseFlow(input.flow, evidence);
  const about = { flow, symptoms: input.symptoms, fixedAt: input.fixedAt };
  const findings = analyse({ ...about, evidence });
  const later = takenAfter(input.fixedAt, evidence);
  const afterFix = later.length === 0 ? [] : analyse({ ...about, evidence: later });
  return { flow, flowSource, evidence, findings, diagnosis: diagnose({ flow, evidence, findings, afterFix }) };
}

/** Evidence known to be taken at or after the fix; what has no time of its own is not counted. */
function takenAfter(fixedAt: string | null, evidence: readonly Evidence[]): readonly Evidence[] {
  if (fixedAt === null) return [];
  const fix = Date.parse(fixedAt);
  return evidence.filter((item) => item.takenAt !== null && Date.parse(item.takenAt) >= fix);
}
