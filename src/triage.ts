import { chooseFlow } from './analysis/choose-flow.ts';
import { contextOf } from './analysis/context.ts';
import { oldestFirst } from './analysis/evidence-order.ts';
import { studyOf } from './analysis/study.ts';
import { evidenceSince, validationOf } from './analysis/validation/index.ts';
import { orient } from './analysis/wrong-way-round.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { readEvidence } from './evidence/read.ts';
import type { Triage, TriageInput } from './model/triage.ts';

/** Two moments of one case: `before` and `after` a fix, or any two readings. */
export { compare as compareMoments } from './diagnosis/compare.ts';
/** What to run to prove a cause, in a case or in general. */
export { patternChecks } from './diagnosis/pattern-checks.ts';

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
  const inOrder = oldestFirst(evidence);
  const since = evidenceSince(inOrder, input.fixedAt);
  // What was shown before a fix is of another network: since then only what was shown since tells how things are.
  const whole = contextOf({ ...about, evidence });
  const { findings, scenes, blastRadius } = studyOf(since === null ? whole : contextOf({ ...about, evidence: since }));
  const validation = validationOf({ ...about, evidence }, findings, whole);
  return {
    flow,
    flowSource,
    evidence,
    findings,
    diagnosis: diagnose({ flow, evidence: inOrder, findings, since, validation, turnedBy }),
    blastRadius,
    scenes,
  };
}
