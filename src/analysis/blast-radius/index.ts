import type { BlastRadius } from '../../model/blast-radius.ts';
import { type AnalysisInput, contextOf } from '../context.ts';
import { surveyOf } from './survey.ts';

/** Which of all flows in the evidence are half-open, and by what they group; null without a crowd of flows. */
export function blastRadiusOf(input: AnalysisInput): BlastRadius | null {
  return surveyOf(contextOf(input))?.radius ?? null;
}
