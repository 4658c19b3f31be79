import type { BlastRadius } from '../model/blast-radius.ts';
import type { Finding } from '../model/finding.ts';
import type { Scene } from '../model/scene.ts';
import { surveyOf } from './blast-radius/survey.ts';
import type { AnalysisContext } from './context.ts';
import { findingsIn } from './index.ts';
import { scenesIn } from './scene/index.ts';

/** All that one set of evidence shows. */
export interface Study {
  readonly findings: readonly Finding[];
  /** Null without a crowd of flows. */
  readonly blastRadius: BlastRadius | null;
  readonly scenes: readonly Scene[];
}

/** Surveys the flows of evidence that is grouped already, and tells all that is to be told of it. */
export function studyOf(context: AnalysisContext): Study {
  const survey = surveyOf(context);
  const findings = findingsIn(context, survey);
  return { findings, blastRadius: survey?.radius ?? null, scenes: scenesIn(context, findings) };
}
