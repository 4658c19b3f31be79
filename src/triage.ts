import { blastRadiusOf } from './analysis/blast-radius/index.ts';
import { chooseFlow } from './analysis/choose-flow.ts';
import { analyse } from './analysis/index.ts';
import { scenesOf } from './analysis/scene/index.ts';
import { validationOf } from './analysis/validation/index.ts';
import { orient } from './analysis/wrong-way-round.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { readEvidence } from './evidence/read.ts';
import type { Triage, TriageInput } from './model/triage.ts';

/** Two moments of one case: `before` and `after` a fix, or any two readings. */
export { compare as compareMoments } from './diagnosis/compare.ts';

/**
 * The use case: raw evidence in, diagnosis out. Pure: no clock, no I/O; the same input gives the same output.
 * Never throws on bad input; what could not be read is said in `evidence`.
 */
export function triage(input: TriageInput): Triage {
  const evidence = readEvidence(input.raw);
  const chosen = chooseFlow(input.flow, evidence);
  const { flowSource } = chosen;
  const { flow, turnedBy } =
    chosen.flow === null ? { flow: null, turnedBy: null } : orient(chosen.flow, flowSource === 'given' ? evidence : []);
  const about = { flow, symptoms: input.symptoms, fixedAt: input.fixedAt };
  const findings = analyse({ ...about, evidence });
  const validation = validationOf({ ...about, evidence }, findings);
  const scenes = scenesOf({ ...about, evidence }, findings);
  return {
    flow,
    flowSource,
    evidence,
    findings,
    diagnosis: diagnose({ flow, evidence, findings, validation, turnedBy }),
    blastRadius: blastRadiusOf({ ...about, evidence }),
    scenes,
  };
}
