import type { BlastRadius } from './blast-radius.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Evidence, RawEvidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Flow } from './flow.ts';
import type { Scene } from './scene.ts';
import type { Symptom } from './symptom.ts';

/** All that goes into a triage. `flow` null: read it from the evidence. `fixedAt`: ISO 8601, when a person said that the fix went in. */
export interface TriageInput {
  readonly raw: readonly RawEvidence[];
  readonly flow: Flow | null;
  readonly symptoms: readonly Symptom[];
  readonly fixedAt: string | null;
}

/** All that comes out of it. The same input gives the same bytes. */
export interface Triage {
  readonly flow: Flow | null;
  /** How the flow was known: given by a person, read from the evidence, or why it is not known. */
  readonly flowSource: 'given' | 'evidence' | 'ambiguous' | 'unknown';
  readonly evidence: readonly Evidence[];
  readonly findings: readonly Finding[];
  readonly diagnosis: Diagnosis;
  /** Which of many flows are half-open; null unless a crowd of them was shown. */
  readonly blastRadius: BlastRadius | null;
  /** What can be drawn of it. */
  readonly scenes: readonly Scene[];
}
